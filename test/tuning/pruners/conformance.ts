import assert from 'node:assert/strict';
import { createPruner } from 'sentilab/tuning';
import type { PrunerConfig, PrunerTrial } from 'sentilab/tuning';

function trial(number: number, state: PrunerTrial['state'], values: readonly (number | null)[]): PrunerTrial {
  const last = values.at(-1);
  return {
    number,
    state,
    reports: values.map((value, i) => ({ epoch: i + 1, value })),
    ...(state === 'finished' && typeof last === 'number' ? { value: last } : {}),
  };
}

/** Eight finished trials that get better, one running, one pruned. */
const others: readonly PrunerTrial[] = [
  ...Array.from({ length: 8 }, (_, n) =>
    trial(
      n,
      'finished',
      Array.from({ length: 9 }, (_unused, i) => 0.5 + n / 100 - i / 50 + (n % 3) / 1000),
    ),
  ),
  trial(8, 'running', [0.5, 0.49]),
  trial(9, 'pruned', [0.9]),
];

/** What every pruner keeps to. */
export function prunerConformance(config: PrunerConfig): void {
  describe(`${config.kind} pruner`, () => {
    const bad = trial(10, 'running', [2, 2.1, 2.2, 2.3, 2.4, 2.5, 2.6, 2.7, 2.8]);
    const upTo = (full: PrunerTrial, epochs: number): PrunerTrial => ({
      ...full,
      reports: full.reports.slice(0, epochs),
    });
    const decisions = (full: PrunerTrial, rivals: readonly PrunerTrial[]): boolean[] =>
      full.reports.map((_, i) => createPruner(config).shouldPrune(upTo(full, i + 1), rivals).prune);

    it('has the name of its kind and keeps a trial that reported nothing', () => {
      assert.equal(createPruner(config).name, config.kind);
      assert.equal(createPruner(config).shouldPrune(trial(10, 'running', []), others).prune, false);
    });

    it(`${config.kind === 'none' ? 'lets even' : 'stops'} a trial that is worse than all others and gets worse still`, () => {
      assert.equal(decisions(bad, others).some(Boolean), config.kind !== 'none');
    });

    it('lets a trial go on to its end that is better than all others and gets better still', () => {
      const good = trial(10, 'running', [0.3, 0.29, 0.28, 0.27, 0.26, 0.25, 0.24, 0.23, 0.22]);
      assert.ok(!decisions(good, others).some(Boolean));
    });

    it('decides by what it is given alone: the same pruner asked twice, a new one, others in another order', () => {
      const pruner = createPruner(config);
      for (let epochs = 1; epochs <= bad.reports.length; epochs++) {
        const decision = pruner.shouldPrune(upTo(bad, epochs), others);
        assert.deepEqual(pruner.shouldPrune(upTo(bad, epochs), others), decision);
        assert.deepEqual(
          createPruner(config).shouldPrune(upTo(bad, epochs), [...others].reverse()),
          decision,
        );
        assert.ok(decision.reason.length > 10, 'says why');
      }
    });
  });
}
