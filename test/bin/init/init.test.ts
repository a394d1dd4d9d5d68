import assert from 'node:assert/strict';
import type { SpawnSyncReturns } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { notebookJson, notebookOfText } from '../../../bin/notebook/notebook-text.ts';
import { temporaryFolder } from '../../data/mini-archive.ts';
import { experimentTypes } from '../../../bin/init/experiment-types.ts';
import { runCommandLine } from '../../support/command-line.ts';

const project = path.resolve(import.meta.dirname, '../../..');
interface Written {
  readonly cells: readonly { readonly cell_type: string; readonly source: readonly string[] }[];
}

describe('npm run init', function () {
  this.timeout(120_000);
  /** A project of its own, which finds the library as an installed package. */
  const root = path.join(temporaryFolder(), 'project');
  for (const folder of ['experiments', 'notebooks', 'node_modules'])
    fs.mkdirSync(path.join(root, folder), { recursive: true });
  fs.symlinkSync(project, path.join(root, 'node_modules', 'sentilab'));
  fs.writeFileSync(path.join(root, 'notebooks', '07-other.ipynb'), '{}');
  const rows = Array.from({ length: 200 }, (_, i) => (i % 2 ? `"good, ${i}",5` : `"a bad one ${i}",1`));
  fs.writeFileSync(path.join(root, 'stars.csv'), ['body,stars', ...rows, 'middling,3'].join('\n'));

  const run = (...args: readonly string[]): SpawnSyncReturns<string> =>
    runCommandLine(args, { env: { SENTILAB_ROOT: root, INIT_CWD: root } });
  const columns = ['--text', 'body', '--label', 'stars', '--labels', '1=0,3=-,5=1'];

  it('writes a definition that fits the data, and the next notebook, and says what to do with them', () => {
    const { status, stdout, stderr } = run('init', 'shop', '--data', 'stars.csv', ...columns);
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^200 texts of \d words .*, 50 % positive\./);
    assert.match(stdout, /npm run sweep -- shop .*\n.*npm run results.*\n.*npm run notebook -- 08/);
    const plan = run('sweep', 'shop', '--dry-run');
    assert.equal(plan.status, 0, plan.stderr);
    const { config, trials } = JSON.parse(plan.stdout) as {
      config: { data: { source: unknown }; text: { maxLength: number } };
      trials: number;
    };
    assert.deepEqual(config.data.source, {
      kind: 'csv',
      header: true,
      file: 'stars.csv', // in the project: a clone elsewhere finds it
      text: 'body',
      label: 'stars',
      labels: { '1': 0, '3': null, '5': 1 },
    });
    assert.deepEqual([config.text.maxLength, trials], [16, 8]);
  });

  it('writes a notebook whose cells are short, without outputs, and compile against the library', () => {
    const file = path.join(root, 'notebooks', '08-shop.ipynb');
    const text = fs.readFileSync(file.replace(/ipynb$/, 'md'), 'utf8');
    assert.equal(notebookJson(notebookOfText(text)), fs.readFileSync(file, 'utf8'), 'its text form');
    const { cells } = JSON.parse(fs.readFileSync(file, 'utf8')) as Written;
    const code = cells.filter(({ cell_type }) => cell_type === 'code').map(({ source }) => source.join(''));
    for (const cell of code) assert.ok(cell.split('\n').length <= 36, cell);
    const module = path.join(root, 'notebooks', 'cells.ts');
    fs.writeFileSync(module, `${code.join('\n;\n')}\nexport {};\n`);
    const { options } = ts.parseJsonConfigFileContent(
      ts.readConfigFile(path.join(project, 'tsconfig.json'), (name) => ts.sys.readFile(name)).config,
      ts.sys,
      project,
    );
    // The experiment is the project's own there, and a file of this one here.
    const source = fs.readFileSync(module, 'utf8');
    fs.writeFileSync(module, source.replace('sentilab/experiments/shop', '../experiments/shop.ts'));
    const program = ts.createProgram([module], {
      ...options,
      noEmit: true,
      noUnusedLocals: false,
      typeRoots: [path.join(project, 'node_modules/@types')],
    });
    const found = program.getSemanticDiagnostics(program.getSourceFile(module));
    assert.deepEqual(
      found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
      [],
    );
  });

  it('makes the parameters known under the experiment’s name', () => {
    const types = fs.readFileSync(path.join(root, 'types', 'experiments.d.ts'), 'utf8');
    assert.equal(types, experimentTypes(['shop']));
    assert.match(types, /import type shopExperiment from 'sentilab\/experiments\/shop';/);
  });

  it('overwrites nothing, and names the flags where columns or labels are other ones', () => {
    const again = run('init', 'shop', '--data', 'stars.csv', ...columns);
    assert.equal(again.status, 2);
    assert.match(again.stderr, /There is an experiment with this name; nothing was written/);
    const wrong: readonly (readonly [readonly string[], RegExp])[] = [
      [['other', '--data', 'stars.csv'], /column "text": .*Known: body, stars.*--text and --label/],
      [
        ['other', '--data', 'stars.csv', '--text', 'body', '--label', 'stars'],
        /not in the mapping.*Its values are "1" \(100\), "5" \(100\), "3" \(1\)\..*--labels 1=0,3=-,5=1/,
      ],
      [['other', '--data', 'stars.csv', '--labels', '1=2'], /--labels: .*Got "1=2"/],
      [['other', '--data', 'imbd'], /Did you mean "imdb"/],
      [['Über uns'], /name: .*lower-case letters/],
    ];
    for (const [args, expected] of wrong) {
      const { status, stderr } = run('init', ...args);
      assert.match(stderr, expected);
      assert.equal(status, 2, stderr);
    }
    assert.deepEqual(fs.readdirSync(path.join(root, 'experiments')), ['shop.ts']);
  });
});
