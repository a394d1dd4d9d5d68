import assert from 'node:assert/strict';
import fs from 'node:fs';
import {
  RandomSampler,
  Study,
  adoptTrials,
  readOptunaJournal,
  space,
  writeOptunaJournal,
} from 'sentilab/tuning';
import { common, ourStudy } from './our-study.ts';

const golden = (name: string): string =>
  fs.readFileSync(new URL(`../../golden/optuna/${name}`, import.meta.url), 'utf8');

/** What Optuna says of a study. */
interface Seen {
  readonly name: string;
  readonly directions: readonly string[];
  readonly trials: readonly {
    readonly state: 'COMPLETE' | 'PRUNED' | 'FAIL' | 'WAITING' | 'RUNNING';
    readonly values: readonly number[] | null;
    readonly params: Readonly<Record<string, unknown>>;
    readonly distributions: Readonly<Record<string, readonly [string, Readonly<Record<string, unknown>>]>>;
    readonly reports: Readonly<Record<string, number | null>>;
    readonly notes: unknown;
    readonly fixed: Readonly<Record<string, unknown>> | null;
  }[];
}
const STATES = {
  finished: 'COMPLETE',
  pruned: 'PRUNED',
  failed: 'FAIL',
  asked: 'WAITING',
  running: 'WAITING',
};

describe('Optuna’s journal', () => {
  it('of a study of ours is read by Optuna 5 as that study: states, values, parameters, reports, notes', () => {
    const study = ourStudy();
    assert.equal(writeOptunaJournal(study), golden('ours.log'), 'the file that Optuna opened');
    const seen = JSON.parse(golden('ours.json')) as Seen;
    assert.equal(seen.name, 'ours');
    assert.deepEqual(seen.directions, ['maximize']);
    assert.equal(seen.trials.length, study.size);
    seen.trials.forEach((theirs, number) => {
      const ours = study.trial(number);
      assert.equal(theirs.state, STATES[ours.state]);
      assert.deepEqual(theirs.fixed ?? theirs.params, ours.params);
      if (theirs.state === 'WAITING') return;
      assert.deepEqual(theirs.values, ours.state === 'finished' ? [ours.value] : null);
      assert.deepEqual(theirs.notes, ours.notes);
      assert.deepEqual(
        theirs.reports,
        Object.fromEntries(ours.reports.map(({ epoch, metrics }) => [String(epoch), metrics['accuracy']])),
      );
    });
    const { lr, units, width } = seen.trials[0]?.distributions ?? {};
    assert.deepEqual(lr, ['FloatDistribution', { low: 1e-4, high: 0.1, log: true, step: null }]);
    assert.deepEqual(units, ['IntDistribution', { low: 16, high: 128, log: false, step: 16 }]);
    assert.deepEqual(width, ['CategoricalDistribution', { choices: [1, 2, 4] }]);
  });

  it('that Optuna wrote gives what Optuna says of it', () => {
    const [seen] = JSON.parse(golden('theirs.json')) as Seen[];
    const [read] = readOptunaJournal(golden('theirs.log'));
    assert.deepEqual([read?.name, read?.directions], [seen?.name, seen?.directions]);
    assert.equal(read?.trials.length, seen?.trials.length);
    seen?.trials.forEach((theirs, number) => {
      const ours = read?.trials[number];
      assert.equal(
        ours?.state,
        {
          ...{ COMPLETE: 'finished', PRUNED: 'pruned', FAIL: 'failed' },
          ...{ WAITING: 'asked', RUNNING: 'running' },
        }[theirs.state],
      );
      assert.deepEqual(ours?.params, { ...theirs.fixed, ...theirs.params });
      assert.deepEqual(ours?.notes, theirs.notes);
      if (theirs.state === 'COMPLETE') assert.equal(ours?.value, theirs.values?.[0]);
      assert.deepEqual(
        Object.fromEntries(
          ours?.reports.map(({ epoch, metrics }) => [String(epoch), metrics['value']]) ?? [],
        ),
        theirs.reports,
      );
    });
    assert.deepEqual(read?.dimensions['units'], {
      kind: 'int',
      low: 16,
      high: 128,
      scale: 'linear',
      step: 16,
    });
    assert.deepEqual(read?.dimensions['cell'], { kind: 'categorical', choices: ['lstm', 'gru', 'NaN'] });
  });

  it('there and back keeps what both know; an imported study warms up another', () => {
    const study = ourStudy();
    const [back] = readOptunaJournal(writeOptunaJournal({ ...plain(study), metric: 'accuracy' }));
    assert.deepEqual(back?.trials.slice(0, 4).map(common), study.trials.slice(0, 4).map(common));
    assert.deepEqual(
      back?.trials.slice(4).map(({ state, params }) => [state, params]),
      study.trials.slice(4).map(({ params }) => ['asked', params]),
    );
    const s = space(back?.dimensions ?? {});
    const other = new Study({ space: s, sampler: new RandomSampler(s, 1), direction: 'maximize' });
    assert.equal(adoptTrials(other, back?.trials ?? []), 3);
    assert.equal(other.best?.value, 0.75);
  });

  it('leaves a torn last line aside and names a line that is not Optuna’s', () => {
    const text = golden('theirs.log');
    const lines = text.trimEnd().split('\n');
    const cut = text.slice(0, -10);
    assert.equal(
      readOptunaJournal(cut)[0]?.trials.length,
      readOptunaJournal(`${lines.slice(0, -1).join('\n')}\n`)[0]?.trials.length,
    );
    assert.throws(
      () => readOptunaJournal(`${lines[0]}\nnonsense\n${lines[1]}\n`),
      /not a line of Optuna’s journal.*|line 2/,
    );
  });
});

function plain({
  id,
  space: s,
  directions,
  metric,
  trials,
}: Study): Parameters<typeof writeOptunaJournal>[0] {
  return { id, space: s, directions, metric, trials };
}
