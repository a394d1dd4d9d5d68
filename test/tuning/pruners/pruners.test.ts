import assert from 'node:assert/strict';
import fs from 'node:fs';
import { PRUNER_KINDS, RandomSampler, Study, createPruner, float, space } from 'sentilab/tuning';
import type { Direction, PrunerConfig } from 'sentilab/tuning';
import { signedRankGreater } from '../../../lib/tuning/pruners/signed-rank.ts';
import { erfc } from '../../../lib/tuning/samplers/tpe/normal.ts';
import { prunerConformance } from './conformance.ts';

const CONFIGS: readonly PrunerConfig[] = [
  { kind: 'none' },
  { kind: 'median' },
  { kind: 'percentile', percentile: 50 },
  { kind: 'patient', patience: 1 },
  { kind: 'threshold', upper: 2.25 },
  { kind: 'asha', reductionFactor: 2 },
  { kind: 'hyperband', maxEpochs: 9 },
  { kind: 'wilcoxon' },
  { kind: 'race' },
];

interface Golden {
  readonly cases: readonly {
    readonly config: PrunerConfig;
    readonly direction: Direction;
    /** trial, epoch, value, whether Optuna prunes. */
    readonly steps: readonly (readonly [number, number, number | null, boolean])[];
    /** after so many steps, trial, state, value. */
    readonly told: readonly (readonly [number, number, 'finished' | 'pruned', number | null])[];
  }[];
  /** differences, p. */
  readonly wilcoxon: readonly (readonly [readonly number[], number])[];
}
const golden = JSON.parse(
  fs.readFileSync(new URL('../../golden/tuning-pruners.json', import.meta.url), 'utf8'),
) as Golden;

for (const config of CONFIGS) prunerConformance(config);

describe('pruners', () => {
  it('are all in the conformance suite', () => {
    assert.deepEqual(
      CONFIGS.map(({ kind }) => kind),
      PRUNER_KINDS,
    );
  });

  const kinds = [...new Set(golden.cases.map(({ config }) => config.kind))];
  for (const kind of kinds)
    it(`${kind} decides as Optuna 5 does after every report of recorded studies, in both directions`, () => {
      const counts = { minimize: 0, maximize: 0 };
      for (const [n, { config, direction, steps, told }] of golden.cases.entries()) {
        if (config.kind !== kind) continue;
        const s = space({ x: float(0, 1) });
        const pruner = createPruner(config);
        const study = new Study({ space: s, sampler: new RandomSampler(s, 1), direction, pruner });
        const ends = [...told];
        const started = new Set<number>();
        const endUpTo = (step: number): void => {
          while ((ends[0]?.[0] ?? Infinity) <= step) {
            const [, trial, state, value] = ends.shift() as (typeof told)[number];
            start(trial);
            study.tell(trial, { state, ...(value === null ? {} : { value }) });
          }
        };
        const start = (trial: number): void => {
          while (study.size <= trial) study.ask();
          if (started.has(trial)) return;
          started.add(trial);
          study.start(trial, { attempt: 1, runId: `r${trial}` });
        };
        steps.forEach(([trial, epoch, value, prune], i) => {
          endUpTo(i);
          start(trial);
          study.report(trial, epoch, { value: value ?? NaN });
          const decision = study.shouldPrune(trial);
          assert.equal(
            decision.prune,
            prune,
            `case ${n}, step ${i}, ${JSON.stringify(config)}: ${decision.reason}`,
          );
          if (prune) counts[direction]++;
        });
      }
      assert.ok(counts.minimize > 10 && counts.maximize > 10, 'prunes often enough to mean something');
    });

  it('the signed-rank test has SciPy’s p-values: exact, with ties and zeros, and the approximation', () => {
    const tail = (z: number): number => erfc(z / Math.SQRT2) / 2;
    for (const [differences, p] of golden.wilcoxon)
      assert.ok(Math.abs(signedRankGreater(differences, tail) - p) < 1e-6, JSON.stringify([differences, p]));
    assert.ok(golden.wilcoxon.length >= 40);
  });

  it('threshold refuses a range without a bound, hyperband one that ends before it begins', () => {
    assert.throws(() => createPruner({ kind: 'threshold' }), /give lower, upper or both/);
    assert.throws(() => createPruner({ kind: 'threshold', lower: 2, upper: 1 }), /lower is not above upper/);
    assert.throws(
      () => createPruner({ kind: 'hyperband', minEpochs: 9, maxEpochs: 3 }),
      /not above maxEpochs/,
    );
  });
});
