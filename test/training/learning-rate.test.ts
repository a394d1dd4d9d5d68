import assert from 'node:assert/strict';
import { learningRateAt, scheduleConfigSchema } from 'sentilab/training';
import type { ScheduleConfig } from 'sentilab/training';
import { golden } from '../runtime/ops/support.ts';

interface GoldenSchedules {
  readonly learningRate: number;
  readonly cases: readonly {
    readonly schedule: Exclude<ScheduleConfig, string>;
    readonly stepsPerEpoch: number;
    readonly losses: readonly number[];
    readonly rates: readonly number[];
  }[];
}

const rates = (schedule: 'constant' | 'warmup-linear' | 'warmup-cosine', steps: number): number[] =>
  Array.from({ length: steps }, (_, step) => learningRateAt({ learningRate: 2, schedule }, step, steps));

describe('learningRateAt', () => {
  it('constant is constant', () => {
    assert.deepEqual(rates('constant', 4), [2, 2, 2, 2]);
  });

  for (const schedule of ['warmup-linear', 'warmup-cosine'] as const)
    it(`${schedule} rises over the first tenth to the full rate, then only falls, and is never 0`, () => {
      for (const steps of [1, 2, 7, 100, 999]) {
        const all = rates(schedule, steps);
        const top = Math.max(1, Math.round(steps / 10)) - 1;
        assert.equal(all[top], 2);
        all.slice(1).forEach((rate, i) => assert.ok(i < top ? rate > all[i]! : rate < all[i]!));
        assert.ok(Math.min(...all) > 0);
      }
    });

  it('warmup-linear falls by equal steps, warmup-cosine is at half the rate half-way', () => {
    const line = rates('warmup-linear', 100);
    assert.ok(Math.abs(line[50]! - line[51]! - (line[80]! - line[81]!)) < 1e-12);
    const cosine = rates('warmup-cosine', 109); // 11 steps up, 98 down
    assert.ok(Math.abs(cosine[10 + 49]! - 1) < 0.02);
  });

  const { learningRate, cases } = golden<GoldenSchedules>('schedules');
  for (const { schedule, stepsPerEpoch, losses, rates: expected } of cases)
    it(`gives PyTorch's rate at each step: ${JSON.stringify(schedule)}`, () => {
      const total = Math.ceil(expected.length / stepsPerEpoch) * stepsPerEpoch;
      expected.forEach((rate, step) => {
        const context = {
          stepsPerEpoch,
          validationLosses: losses.slice(0, Math.floor(step / stepsPerEpoch)),
        };
        const ours = learningRateAt({ learningRate, schedule }, step, total, context);
        assert.ok(Math.abs(ours - rate) <= 1e-9 * learningRate, `step ${step}: ${ours} for ${rate}`);
      });
    });

  it('every schedule with options is held against PyTorch', () => {
    const [, byKind] = scheduleConfigSchema.options;
    assert.deepEqual(
      [...new Set(cases.map(({ schedule }) => schedule.kind))].sort(),
      byKind.options.map(({ shape }) => shape.kind.value).sort(),
    );
  });

  it('one-cycle reaches its bottom at the last step, and is finite for any number of steps', () => {
    const schedule = scheduleConfigSchema.parse({ kind: 'one-cycle' });
    for (const steps of [1, 2, 3, 4, 10, 333]) {
      const all = Array.from({ length: steps }, (_, step) =>
        learningRateAt({ learningRate: 1, schedule }, step, steps),
      );
      assert.ok(all.every((rate) => rate > 0 && rate <= 1));
      assert.ok(Math.abs(all.at(-1)! - 1 / 25e4) < 1e-12);
    }
  });
});
