import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { compareSets, setsMarkdown, setsText, type RunRecord } from 'sentilab/tracking';
import { openResults, type Results } from 'sentilab/tracking/node';
import { parse } from 'yaml';
import { sameCode, sameCodeText } from '../../../bin/compare/same-code.ts';
import { resolvePair } from '../../../bin/compare/resolve.ts';
import { makeRecords } from '../../support/records.ts';

const finished = makeRecords({ seed: 1 }).find(
  ({ outcome, study }) => study !== null && outcome.kind === 'finished',
);
assert.ok(finished);
const like = finished;

/** Runs of one configuration over seeds, with these accuracies on this many test examples. */
function seeds(experiment: string, accuracies: readonly number[], commit = 'a'.repeat(40)): RunRecord[] {
  return accuracies.map((value, i) => ({
    ...like,
    experiment,
    id: `${experiment}-t0-s${i + 1}-f0-a1`,
    run: { seed: i + 1, fold: 0, attempt: 1 },
    metrics: { 'test/accuracy': { value, direction: 'maximize', unit: 'fraction' } },
    confusion: null,
    environment: { ...like.environment, gitCommit: commit },
  }));
}

describe('compareSets', () => {
  it('gives the paired difference with the interval of Student’s t', () => {
    // scipy.stats.ttest_rel([.78,.79,.80],[.75,.77,.76]).confidence_interval(): 0.03 ± 4.302653 · 0.01 / √3
    const [found] = compareSets(seeds('a', [0.75, 0.77, 0.76]), seeds('b', [0.78, 0.79, 0.8]));
    assert.ok(found?.interval);
    assert.equal(found.basis, 'paired');
    assert.ok(Math.abs(found.difference - 0.03) < 1e-12);
    assert.ok(Math.abs(found.interval[0] - 0.00515862) < 1e-7, String(found.interval[0]));
    assert.ok(Math.abs(found.interval[1] - 0.05484138) < 1e-7);
    assert.equal(found.verdict, 'better');
  });

  it('is within noise when the interval holds 0, and the other way round when A and B are exchanged', () => {
    const [noise] = compareSets(seeds('a', [0.75, 0.79]), seeds('b', [0.77, 0.78]));
    assert.equal(noise?.verdict, 'within noise');
    const [worse] = compareSets(seeds('b', [0.78, 0.79, 0.8]), seeds('a', [0.75, 0.77, 0.76]));
    assert.equal(worse?.verdict, 'worse');
  });

  it('takes one run of each by the size of the held-out part', () => {
    const [found] = compareSets(seeds('a', [0.75]), seeds('b', [0.8]));
    const { test } = like.data.split.sizes;
    const half = 1.96 * Math.sqrt((0.75 * 0.25 + 0.8 * 0.2) / test);
    assert.ok(found?.interval);
    assert.equal(found.basis, 'held-out');
    assert.ok(Math.abs(found.interval[0] - (0.05 - half)) < 1e-9);
  });
});

describe('npm run compare', function () {
  this.timeout(60_000);
  let folder: string;
  let results: Results;
  const head = spawnSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).stdout.trim();

  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-compare-'));
    results = openResults(folder);
    for (const [name, values] of [
      ['one', [0.75, 0.77, 0.76]],
      ['two', [0.78, 0.79, 0.8]],
    ] as const)
      for (const record of seeds(name, values, name === 'two' ? head : undefined)) results.writeRun(record);
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('takes experiments, runs by a beginning of their id, and git revisions', () => {
    assert.equal(resolvePair(results, 'one', 'two').b.runs.length, 3);
    assert.equal(resolvePair(results, 'one-t0-s1', 'two-t0-s2').a.runs.length, 3);
    if (head !== '') assert.equal(resolvePair(results, 'one', 'HEAD').b.runs.length, 3);
    assert.throws(() => resolvePair(results, 'one', 'tow'), /Did you mean "two"/);
    assert.throws(() => resolvePair(results, 'one', undefined), /Two things are compared/);
    assert.throws(() => resolvePair(results, 'one', '--upload-pack=x'), /no experiment, run or git revision/);
  });

  it('says the verdict in words, in Markdown with every sign of a name harmless', () => {
    const pair = resolvePair(results, 'one', 'two');
    const differences = compareSets(pair.a.runs, pair.b.runs);
    assert.match(
      setsText(pair, differences),
      /\* test\/accuracy: 76\.0 % → 79\.0 %, \+3\.0 points \[\+0\.5, \+5\.5\]; better, beyond noise \(3 pairs\)\./,
    );
    const hostile = { ...pair, a: { ...pair.a, title: 'x|<img src=x> `y`' } };
    const markdown = setsMarkdown(hostile, differences);
    assert.ok(markdown.includes('x\\|\\<img src=x\\> \\`y\\`'));
    assert.match(markdown, /\| test\/accuracy \| 76\.0 % .* \| better \|/);
  });

  it('says that nothing was trained again where a revision runs the same code, and only there', async function () {
    const parent = spawnSync('git', ['rev-parse', 'HEAD^'], { encoding: 'utf8' }).stdout.trim();
    if (!/^[0-9a-f]{40}$/.test(parent)) return this.skip(); // a clone without history
    const own = openResults(path.join(folder, 'same-code'));
    for (const record of seeds('one', [0.75, 0.77], parent)) own.writeRun({ ...record, code: 'c0de' });
    const here = (code: string) => sameCode(own, `${parent}..HEAD`, undefined, async () => code);
    const same = await here('c0de');
    assert.ok(same);
    assert.match(
      sameCodeText(same),
      /^HEAD trains with the same code as .*: the results of its 2 finished runs/,
    );
    assert.equal(await here('0ther'), null);
    assert.equal(await sameCode(own, 'one', 'HEAD', async () => 'c0de'), null);
    assert.equal(await sameCode(own, 'HEAD', parent, async () => 'c0de'), null);
    for (const record of seeds('two', [0.8], head)) own.writeRun({ ...record, code: 'c0de' });
    assert.equal(await here('c0de'), null, 'it has runs of its own: they are compared');
  });
});

describe('docs/compare.yml', () => {
  const workflow = parse(
    fs.readFileSync(path.resolve(import.meta.dirname, '../../../docs/compare.yml'), 'utf8'),
  ) as {
    on: unknown;
    permissions: unknown;
    jobs: { compare: { steps: readonly { run?: string; uses?: string; with?: Record<string, unknown> }[] } };
  };
  const { steps } = workflow.jobs.compare;

  it('may write comments and nothing else, and has the history that both revisions are of', () => {
    assert.deepEqual(workflow.permissions, { contents: 'read', 'pull-requests': 'write' });
    assert.equal(steps.find(({ uses }) => uses?.startsWith('actions/checkout'))?.with?.['fetch-depth'], 0);
  });

  it('takes nothing of a pull request into a shell but numbers and hashes of git’s', () => {
    const taken = steps.flatMap(({ run = '' }) =>
      [...run.matchAll(/\$\{\{ *([\w.]+) *\}\}/g)].map(([, name]) => name ?? ''),
    );
    assert.ok(taken.length > 0);
    for (const name of taken) assert.match(name, /^github\.event\.pull_request\.(number|(base|head)\.sha)$/);
  });

  it('runs commands that there are: a sweep on each side, then the comparison of the two as Markdown', () => {
    const commands = steps.flatMap(({ run = '' }) =>
      [...run.matchAll(/npm run (?:--silent )?(.*?)(?: >|$)/gm)].map(([, line]) => line ?? ''),
    );
    assert.deepEqual(commands.slice(0, 2), ['sweep -- quick', 'sweep -- quick']);
    assert.match(commands[2] ?? '', /^compare -- \S.*\.\.\S.* --markdown$/);
  });
});
