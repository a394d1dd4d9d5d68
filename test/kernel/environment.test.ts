import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './support/environment.ts';

/** Installs the part and prints what its check says then, or the error. */
const INSTALL = `
import { notebook } from './bin/setup/parts/notebook.mjs';
const before = notebook.check();
try {
  if (!before.ok) await notebook.install({ line: () => {}, status: (text) => console.error(text) });
  console.log(JSON.stringify({ before, after: notebook.check() }));
} catch (error) {
  console.log(JSON.stringify({ before, error: error.message, fix: error.fix, exitCode: error.exitCode }));
}`;

interface Check {
  readonly ok: boolean;
  readonly detail: string;
}

interface Installed {
  readonly before: Check;
  readonly after?: Check;
  readonly error?: string;
  readonly fix?: string;
  readonly exitCode?: number;
}

describe('notebook environment', function () {
  this.timeout(240_000);
  let clone: string;

  /** The set-up in a folder of its own, with JupyterLab alone: its dependencies would only take time here. */
  beforeEach(() => {
    clone = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-venv-'));
    fs.cpSync(path.join(root, 'bin/setup'), path.join(clone, 'bin/setup'), { recursive: true });
    fs.cpSync(path.join(root, 'kernel'), path.join(clone, 'kernel'), { recursive: true });
    const requirements = fs.readFileSync(path.join(root, 'kernel/requirements.txt'), 'utf8');
    const jupyterlab = /^jupyterlab==.*$/m.exec(requirements)?.[0] ?? '';
    fs.writeFileSync(path.join(clone, 'kernel/requirements.txt'), `${jupyterlab}\n`);
  });
  afterEach(() => fs.rmSync(clone, { recursive: true, force: true }));

  function start(): { result: Promise<Installed>; kill(): void; statuses: string[] } {
    const child = spawn(process.execPath, ['--input-type=module', '-e', INSTALL], { cwd: clone });
    const statuses: string[] = [];
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => statuses.push(chunk.toString()));
    const result = new Promise<Installed>((resolve, reject) =>
      child.on('close', () =>
        out === '' ? reject(new Error(statuses.join(''))) : resolve(JSON.parse(out) as Installed),
      ),
    );
    return { result, statuses, kill: () => child.kill('SIGKILL') };
  }

  it('is made anew after a kill -9 in the middle, and again when its requirements change', async () => {
    const first = start();
    const gone = first.result.catch(() => undefined);
    while (!first.statuses.some((text) => text.includes('installing'))) await sleep(20);
    first.kill();
    await gone;

    const second = await start().result;
    assert.equal(second.before.ok, false);
    assert.equal(second.error, undefined);
    assert.equal(second.after?.ok, true, second.after?.detail);
    assert.match(second.after?.detail ?? '', /JupyterLab \d+\.\d+\.\d+/);
    const third = await start().result;
    assert.equal(third.before.ok, true, third.before.detail);

    fs.appendFileSync(path.join(clone, 'kernel/requirements.txt'), '# changed\n');
    assert.match((await start().result).before.detail, /older than kernel\/requirements\.txt/);
  });

  it('leaves a .venv alone that somebody else made', async () => {
    const file = path.join(clone, '.venv', 'mine.txt');
    fs.mkdirSync(path.dirname(file));
    fs.writeFileSync(file, 'mine');
    const { error, exitCode, fix } = await start().result;
    assert.match(error ?? '', /There is a \.venv that this project did not make/);
    assert.match(fix ?? '', /Move .*\.venv away/);
    assert.equal(exitCode, 2);
    assert.equal(fs.readFileSync(file, 'utf8'), 'mine');
  });

  it('finds out that it was moved: a venv holds absolute paths', async () => {
    const stamp = path.join(clone, '.venv', 'sentilab.json');
    await start().result;
    const made = JSON.parse(fs.readFileSync(stamp, 'utf8')) as object;
    fs.writeFileSync(stamp, JSON.stringify({ ...made, folder: '/somewhere/else/.venv' }));
    const { before, after } = await start().result;
    assert.match(before.detail, /made in another folder/);
    assert.equal(after?.ok, true);
  });
});
