import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { openResults } from 'sentilab/tracking/node';
import { temporaryFolder } from '../../data/mini-archive.ts';
import { makeRecords } from '../../support/records.ts';

const project = path.resolve(import.meta.dirname, '../../..');
const script = `import { main } from ${JSON.stringify(path.join(project, 'bin/cli.ts'))};
process.exitCode = await main(process.argv.slice(1));`;

describe('completion', function () {
  this.timeout(60_000);
  const results = temporaryFolder();
  const records = makeRecords({ experiment: 'found', trials: 2 });
  for (const record of records) openResults(results).writeRun(record);

  const run = (...args: readonly string[]) => {
    const node = ['--import=tsx', '--input-type=module', '-e', script, '--', ...args];
    return spawnSync(process.execPath, node, {
      cwd: project,
      encoding: 'utf8',
      env: { ...process.env, SENTILAB_RESULTS: results, NO_COLOR: '1' },
    });
  };
  /** Candidates for the last word. */
  const candidates = (...words: readonly string[]): string[] => {
    const { stdout, stderr, status } = run('complete', '--', ...words);
    assert.equal(status, 0, stderr);
    const lines = stdout.trimEnd().split('\n');
    return lines.filter((line) => !line.startsWith(':')).map((line) => line.split('\t')[0] ?? '');
  };

  it('knows commands, options, choices, experiments, notebooks and runs', () => {
    assert.deepEqual(candidates('swe'), ['sweep']);
    assert.deepEqual(candidates('train', '--mo'), ['--model']);
    assert.deepEqual(candidates('sweep', 'qui'), ['quick']);
    assert.deepEqual(candidates('predict', '--confidence', 'max'), ['max-prob']);
    assert.deepEqual(candidates('notebook', '01'), ['01-explore-the-reviews']);
    const [first] = records;
    assert.ok(candidates('reproduce', '').includes(first?.id ?? ''));
  });

  it('prints a script that bash takes, and names the shells it knows', () => {
    const { stdout, status } = run('completion', 'bash');
    assert.equal(status, 0);
    assert.match(stdout, /^sentilab\(\) \{ node '.*bin\/sentilab\.mjs' "\$@"; \}/);
    const check = spawnSync('bash', ['-n'], { input: stdout, encoding: 'utf8' });
    assert.equal(check.status, 0, check.stderr);
    const wrong = run('completion', 'bsh');
    assert.match(wrong.stderr, /Did you mean "bash"/);
    assert.equal(wrong.status, 2);
  });
});
