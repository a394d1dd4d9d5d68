import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RandomSampler, Study, float, space } from 'sentilab/tuning';
import type { Direction, ObservedTrial } from 'sentilab/tuning';

const s = space({ x: float(0, 1) });
type P = { readonly x: number };

function open(...direction: [Direction, ...Direction[]]): Study<P> {
  return new Study({ space: s, sampler: new RandomSampler(s, 1), direction });
}

describe('several objectives', () => {
  it('front: no trial in it is beaten, every other is (all pairs compared), equal ones are all in it', () => {
    const point = fc.tuple(
      fc.integer({ min: 0, max: 4 }),
      fc.integer({ min: 0, max: 4 }),
      fc.integer({ min: 0, max: 4 }),
    );
    fc.assert(
      fc.property(fc.array(point, { maxLength: 25 }), (points) => {
        const study = open('minimize', 'maximize', 'minimize');
        for (const values of points) study.tell(study.ask()?.number ?? 0, { state: 'finished', values });
        const beats = (a: readonly number[], b: readonly number[]): boolean => {
          const better = [0, 1, 2].map((i) => (i === 1 ? 1 : -1) * ((a[i] ?? 0) - (b[i] ?? 0)));
          return better.every((d) => d >= 0) && better.some((d) => d > 0);
        };
        const expected = points.flatMap((one, i) => (points.some((other) => beats(other, one)) ? [] : [i]));
        assert.deepEqual(
          study.front.map(({ number }) => number),
          expected,
        );
      }),
    );
  });

  it('leaves pruned and failed trials out of the front; with one objective the front is the best', () => {
    const study = open('maximize');
    for (let i = 0; i < 5; i++) study.ask();
    for (const [number, value] of [1, 3, 3].entries()) study.tell(number, { state: 'finished', value });
    study.tell(3, { state: 'pruned', value: 9 });
    study.fail(4, 'x');
    assert.deepEqual(
      study.front.map(({ number }) => number),
      [1, 2],
    );
    assert.equal(study.best?.number, 1);
  });

  it('has no single best, and refuses a result without a value for each', () => {
    const study = open('minimize', 'maximize');
    study.ask();
    assert.throws(() => study.best, /no single best trial.*study\.front/s);
    assert.throws(() => study.tell(0, { state: 'finished', value: 1 }), /each of the 2 objectives/);
    assert.throws(() => study.tell(0, { state: 'finished', values: [1, NaN] }), /finite number/);
    study.tell(0, { state: 'finished', values: [1, 2] });
    assert.deepEqual([study.trial(0).value, study.trial(0).values], [1, [1, 2]]);
    assert.deepEqual(study.directions, ['minimize', 'maximize']);
  });

  it('tells the sampler all values, each to be minimised', () => {
    const sampler = new RandomSampler(s, 1);
    const told: ObservedTrial[] = [];
    sampler.update = (completed) => void told.push(...completed);
    const study = new Study({ space: s, sampler, direction: ['maximize', 'minimize'] });
    study.ask();
    study.tell(0, { state: 'finished', values: [0.9, 12] });
    study.ask();
    assert.deepEqual(
      told.map(({ value, values }) => [value, values]),
      [[-0.9, [-0.9, 12]]],
    );
  });
});
