import assert from 'node:assert/strict';
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { sourcesKey } from '../../bin/setup/compile/sources-key.mjs';

const root = path.resolve(import.meta.dirname, '../..');

describe('set-up: compiled sources', function () {
  this.timeout(60_000);
  let clone = '';
  before(() => {
    clone = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-compiled-'));
    for (const name of ['bin', 'lib', 'bench', 'viewer', 'experiments', 'package.json', 'tsconfig.json'])
      fs.cpSync(path.join(root, name), path.join(clone, name), { recursive: true });
    fs.symlinkSync(path.join(root, 'node_modules'), path.join(clone, 'node_modules'));
  });
  after(() => fs.rmSync(clone, { recursive: true, force: true }));

  const inClone = (...parts: string[]): string => path.join(clone, ...parts);
  const compiledFolders = (): string[] => fs.readdirSync(inClone('.cache', 'compiled'));

  /** The command line of the clone, past the set-up (its packages are linked). */
  function run(args: readonly string[], flags: readonly string[] = []): SpawnSyncReturns<string> {
    const script = `
      import { commandLine } from ${JSON.stringify(inClone('bin/setup/command-line.mjs'))};
      process.exitCode = await commandLine(process.argv.slice(1), { line: (text) => console.error(text) });`;
    return spawnSync(process.execPath, [...flags, '--input-type=module', '-e', script, '--', ...args], {
      cwd: clone,
      env: { ...process.env, SENTILAB_ROOT: clone, NO_COLOR: '1' },
      encoding: 'utf8',
    });
  }

  it('gives the sources another name after an edit, a new file and a removed one, and the same name after nothing', () => {
    const names = [sourcesKey(clone)];
    assert.equal(sourcesKey(clone), names[0]);
    fs.appendFileSync(inClone('lib/random/rng.ts'), '\n');
    names.push(sourcesKey(clone));
    fs.writeFileSync(inClone('lib/random/another.ts'), 'export {};\n');
    names.push(sourcesKey(clone));
    fs.rmSync(inClone('lib/random/another.ts'));
    fs.utimesSync(inClone('lib/random/rng.ts'), 1, 1); // what a tool would set back to hide an edit
    names.push(sourcesKey(clone));
    assert.equal(new Set(names).size, names.length);
  });

  it('compiles once for the same sources, and again after an edit, which then runs', () => {
    assert.equal(run(['sweep', '--help']).status, 0);
    assert.equal(run(['sweep', '--help']).status, 0);
    assert.equal(compiledFolders().length, 1);
    const command = inClone('bin/commands/sweep.ts');
    fs.writeFileSync(
      command,
      fs.readFileSync(command, 'utf8').replace('Search for the best', 'Look for the best'),
    );
    assert.match(run(['sweep', '--help']).stdout, /Look for the best/);
    assert.equal(compiledFolders().length, 2);
  });

  it('removes what no command has used for hours, and keeps what one has', () => {
    const [old, used] = [inClone('.cache/compiled/old'), inClone('.cache/compiled/used')];
    for (const folder of [old, used]) fs.mkdirSync(folder);
    const [long, short] = [7, 5].map((hours) => new Date(Date.now() - hours * 3_600_000));
    fs.utimesSync(old, long as Date, long as Date);
    fs.utimesSync(used, short as Date, short as Date);
    fs.appendFileSync(inClone('lib/random/rng.ts'), '\n'); // removing comes after compiling
    assert.equal(run(['sweep', '--help']).status, 0);
    assert.deepEqual([fs.existsSync(old), fs.existsSync(used)], [false, true]);
    fs.rmdirSync(used);
  });

  it('shows the line of the source in a stack trace', () => {
    const { stderr } = run(['sweep', 'no-such', '--dry-run', '--verbose']);
    assert.match(stderr, /There is no such experiment/);
    assert.match(stderr, /lib\/experiment\/load-definition\.ts:\d+/);
  });

  it('runs a definition beside other files, which knows its own place and shares the library that runs', () => {
    fs.mkdirSync(inClone('mine'));
    fs.writeFileSync(inClone('mine/range.ts'), 'export const highest: number = 0.25;\n');
    fs.writeFileSync(inClone('mine/title.json'), '{ "title": "My own" }\n');
    fs.writeFileSync(
      inClone('mine/own.ts'),
      `import path from 'node:path';
       import quick from 'sentilab/experiments/quick';
       import { defineExperiment } from 'sentilab/experiment';
       import { UserError } from 'sentilab/errors';
       import { float, space } from 'sentilab/tuning';
       import { highest } from './range.ts';
       import { title } from './title.json';
       if (process.env.REFUSE) throw new UserError('Refused.', { field: path.basename(import.meta.dirname), value: 1, fix: 'Unset REFUSE.' });
       export default defineExperiment({
         ...{ name: 'own', title, config: quick.config, trials: 2 },
         space: space({ lr: float(0.001, highest) }),
         bind: { lr: 'training.learningRate' },
         samplers: [{ kind: 'random' }],
       });\n`,
    );
    const shown = run(['sweep', 'mine/own.ts', '--dry-run']);
    assert.equal(shown.status, 0, shown.stderr);
    const { title, space } = JSON.parse(shown.stdout) as { title: string; space: unknown };
    assert.equal(title, 'My own');
    assert.match(JSON.stringify(space), /0\.25/);
    // Another copy of the class would be an unknown error: exit code 1, and no fix.
    const script = run(
      ['sweep', 'mine/own.ts', '--dry-run'],
      ['--import', 'data:text/javascript,process.env.REFUSE="1"'],
    );
    assert.equal(script.status, 2);
    assert.match(script.stderr, /mine: Refused\. Got 1\. Unset REFUSE/);
  });

  it('names file and line of a definition that does not parse', () => {
    fs.writeFileSync(inClone('torn.ts'), 'export default {\n  name: "torn",\n');
    const { status, stderr } = run(['sweep', 'torn.ts', '--dry-run']);
    assert.equal(status, 1);
    assert.match(stderr, /torn\.ts:3:0/);
  });

  it('runs the sources one by one where it cannot compile them, and says so in one line', () => {
    fs.rmSync(inClone('.cache'), { recursive: true });
    fs.writeFileSync(inClone('.cache'), 'in the way');
    const { status, stdout, stderr } = run(['sweep', '--help']);
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^Usage: sentilab sweep/);
    assert.match(stderr, /^The sources could not be compiled, and run one by one: .*\.cache.*\n$/);
    fs.rmSync(inClone('.cache'));
  });
});
