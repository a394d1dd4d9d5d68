import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { openResults } from 'sentilab/tracking/node';
import { temporaryFolder } from '../../data/mini-archive.ts';
import { runCommandLine } from '../../support/command-line.ts';
import { makeRecords } from '../../support/records.ts';

describe('completion', function () {
  this.timeout(60_000);
  const results = temporaryFolder();
  const records = makeRecords({ experiment: 'found', trials: 2 });
  for (const record of records) openResults(results).writeRun(record);

  const run = (...args: readonly string[]) => runCommandLine(args, { env: { SENTILAB_RESULTS: results } });
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
