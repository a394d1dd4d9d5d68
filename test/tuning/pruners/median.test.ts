import assert from 'node:assert/strict';
import fs from 'node:fs';
import { MedianPruner } from 'sentilab/tuning';
import type { IntermediateValue, MedianPrunerOptions, PrunerTrial } from 'sentilab/tuning';

interface Golden {
  readonly cases: readonly {
    readonly options: MedianPrunerOptions;
    readonly others: readonly Pick<PrunerTrial, 'state' | 'reports'>[];
    readonly reports: readonly IntermediateValue[];
    readonly prune: readonly boolean[];
  }[];
}
const golden = JSON.parse(
  fs.readFileSync(new URL('../../golden/tuning-median-pruner.json', import.meta.url), 'utf8'),
) as Golden;

const trial = (number: number, state: PrunerTrial['state'], ...values: (number | null)[]): PrunerTrial => ({
  number,
  state,
  reports: values.map((value, i) => ({ epoch: i + 1, value })),
});

describe('MedianPruner', () => {
  it('decides as Optuna 5 does, report by report, in 120 studies', () => {
    let pruned = 0;
    golden.cases.forEach(({ options, others, reports, prune }, n) => {
      const pruner = new MedianPruner(options);
      const ours = reports.map(
        (_, i) =>
          pruner.shouldPrune(
            { number: others.length, state: 'running', reports: reports.slice(0, i + 1) },
            others.map((other, number) => ({ number, ...other })),
          ).prune,
      );
      assert.deepEqual(ours, prune, `case ${n}`);
      pruned += prune.filter(Boolean).length;
    });
    assert.ok(pruned > 50, 'the golden numbers prune often enough to mean something');
  });

  it('counts running and pruned trials too when asked to', () => {
    const others = [trial(0, 'running', 1), trial(1, 'pruned', 2), trial(2, 'finished', 3)];
    const bad = trial(3, 'running', 2.5);
    assert.equal(new MedianPruner({ startupTrials: 3 }).shouldPrune(bad, others).prune, false);
    assert.equal(
      new MedianPruner({ startupTrials: 3, among: 'reported' }).shouldPrune(bad, others).prune,
      true,
    );
  });

  it('prunes a trial without any finite value, and says so', () => {
    const others = [trial(0, 'finished', 1)];
    const { prune, reason } = new MedianPruner({ startupTrials: 1 }).shouldPrune(
      trial(1, 'running', null),
      others,
    );
    assert.equal(prune, true);
    assert.match(reason, /finite/);
  });
});
