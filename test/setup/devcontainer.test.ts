import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { labArguments } from '../../bin/commands/notebook.ts';

const root = path.resolve(import.meta.dirname, '../..');

interface Container {
  readonly image: string;
  readonly postCreateCommand: string;
  readonly forwardPorts: readonly number[];
  readonly customizations: { readonly vscode: { readonly settings: Readonly<Record<string, unknown>> } };
}

describe('.devcontainer', () => {
  const file = path.join(root, '.devcontainer/devcontainer.json');
  const parsed: { readonly config?: unknown; readonly error?: ts.Diagnostic } = ts.parseConfigFileTextToJson(
    file,
    fs.readFileSync(file, 'utf8'),
  );
  const container = parsed.config as Container;

  it('is JSON with comments, of a Debian whose Python the notebooks can use and whose Node is one of ours', () => {
    assert.equal(parsed.error, undefined);
    assert.match(container.image, /:20-bookworm$/); // Python 3.11, Node 20
  });

  it('runs commands of this project, and forwards the ports that it listens on', () => {
    const { scripts } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      scripts: Readonly<Record<string, string>>;
    };
    const names = [...container.postCreateCommand.matchAll(/npm run ([\w-]+)/g)].map(
      ([, name]) => name ?? '',
    );
    assert.ok(names.length > 0 && names.every((name) => name in scripts), names.join());
    const lab = labArguments({ browser: false }).find((argument) => argument.startsWith('--ServerApp.port='));
    const viewer = /default: (\d+)/.exec(fs.readFileSync(path.join(root, 'bin/commands/results.ts'), 'utf8'));
    assert.deepEqual(container.forwardPorts, [Number(lab?.split('=')[1]), Number(viewer?.[1])]);
  });

  it('shows the editor the Python environment with the kernel', () => {
    const interpreter = container.customizations.vscode.settings['python.defaultInterpreterPath'];
    assert.equal(interpreter, '${containerWorkspaceFolder}/.venv/bin/python');
  });
});
