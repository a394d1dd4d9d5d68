import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import {
  boolean,
  branch,
  categorical,
  choice,
  createSampler,
  float,
  int,
  ordered,
  space,
} from 'sentilab/tuning';
import type { ActiveTrial, Dimensions, ObservedTrial, Params, SamplerConfig, Space } from 'sentilab/tuning';
import { anySpace } from '../arbitrary-space.ts';

const mixed: Dimensions = {
  lr: float(1e-5, 1e-1, { scale: 'log' }),
  units: int(16, 256, { scale: 'log' }),
  layers: int(1, 4),
  drop: float(0, 0.8),
  rate: float(0, 1, { step: 0.25 }),
  cell: categorical(['lstm', 'gru', 'rnn']),
  peephole: categorical([true, false]),
};

const conditional: Dimensions = {
  lr: float(1e-5, 1e-1, { scale: 'log' }),
  cell: categorical(['lstm', 'gru', 'rnn']),
  optimizer: choice({
    adam: { beta: float(0.8, 0.99), decay: float(1e-6, 1e-2, { scale: 'log' }) },
    sgd: { momentum: float(0, 0.99), nesterov: branch(boolean(), { true: { power: int(1, 9) } }) },
    none: {},
  }),
  layers: branch(ordered([1, 2, 3]), {
    1: { drop1: float(0, 0.8) },
    2: { drop1: float(0, 0.8), drop2: float(0, 0.8) },
    3: { drop1: float(0, 0.8), drop2: float(0, 0.8), units: int(16, 256, { scale: 'log' }) },
  }),
};

/** Some function of the parameters: what matters is that it differs. */
function loss(params: Params): number {
  return Object.values(params).reduce<number>(
    (sum, v) => sum + (typeof v === 'number' ? Math.abs(v - 1) : String(v).length),
    0,
  );
}

function finish<P extends Params>({ number, params }: ActiveTrial<P>): ObservedTrial<P> {
  // Every fourth is pruned, every ninth failed.
  if (number % 9 === 8) return { number, params, value: null, state: 'failed' };
  if (number % 4 === 3)
    return { number, params, value: loss(params) + 1, state: 'pruned', epoch: 1 + (number % 3) };
  return { number, params, value: loss(params), state: 'finished' };
}

/** A sequential search: the parameters of its trials, beginning after those that are known already. */
export function search(
  config: SamplerConfig,
  dimensions: Dimensions,
  seed: number,
  trials: number,
  known: readonly ObservedTrial[] = [],
): ObservedTrial[] {
  const sampler = createSampler(config, space(dimensions), seed);
  const done = [...known];
  let news: readonly ObservedTrial[] = known;
  while (done.length < trials) {
    sampler.update(news, []);
    const suggestion = sampler.suggest(1)[0];
    if (!suggestion) break;
    const trial = finish({ number: done.length, params: suggestion.params });
    done.push(trial);
    news = [trial];
  }
  return done;
}

/**
 * What every sampler promises.
 *
 * @param effort `little` for samplers whose suggestions cost much: fewer spaces and stops
 */
export function samplerConformance(config: SamplerConfig, effort: 'little' | 'full' = 'full'): void {
  const [spaces, stops] = effort === 'full' ? [60, [1, 2, 5, 11, 20, 29]] : [12, [2, 11]];
  describe(`every sampler: ${JSON.stringify(config)}`, function () {
    this.timeout(300_000);

    it('suggests parameters of the space only, for any space', () => {
      fc.assert(
        fc.property(anySpace(), fc.integer({ min: 1 }), (dimensions, seed) => {
          const s: Space = space(dimensions);
          const trials = search(config, dimensions, seed, 12);
          assert.ok(trials.length > 0);
          for (const { params } of trials) s.assertContains(params);
        }),
        { numRuns: spaces },
      );
    });

    it('suggests the same in another process, and something else with another seed', () => {
      const here = search(config, mixed, 7, 25).map(({ params }) => params);
      const script = `import { search } from './test/tuning/samplers/conformance.ts';
        const trials = search(${JSON.stringify(config)}, ${JSON.stringify(mixed)}, 7, 25);
        console.log(JSON.stringify(trials.map(({ params }) => params)));`;
      const there = execFileSync(
        process.execPath,
        [
          '--import=tsx',
          '--input-type=module',
          '-e',
          `globalThis.describe = globalThis.it = () => {}; ${script}`,
        ],
        {
          encoding: 'utf8',
          cwd: new URL('../../..', import.meta.url),
        },
      );
      assert.deepEqual(JSON.parse(there), here);
      assert.notDeepEqual(
        search(config, mixed, 8, 25).map(({ params }) => params),
        here,
      );
    });

    for (const [what, dimensions] of Object.entries({ mixed, conditional }))
      it(`goes on after a stop at any trial as if it had not stopped, in a ${what} space`, () => {
        const whole = search(config, dimensions, 3, effort === 'full' ? 30 : 18);
        for (const stop of stops) {
          // What a journal gives back: the same trials through JSON, told in another order.
          const known = (JSON.parse(JSON.stringify(whole.slice(0, stop))) as ObservedTrial[]).reverse();
          const resumed = search(config, dimensions, 3, whole.length, known).sort(
            (a, b) => a.number - b.number,
          );
          assert.deepEqual(resumed, whole);
        }
      });

    it('keeps the constraints of a space', () => {
      const s: Space = space(conditional).where(
        ({ drop1, drop2, cell }) => Number(drop1) + Number(drop2 ?? 0) < 0.8 && cell !== 'rnn',
        'drop1 + drop2 < 0.8, no rnn',
      );
      const sampler = createSampler(config, s, 2);
      for (let number = 0; number < 25; number++) {
        const suggestion = sampler.suggest(1)[0];
        if (!suggestion) break;
        s.assertContains(suggestion.params);
        sampler.update([finish({ number, params: suggestion.params })], []);
      }
    });

    it('does not depend on the order in which parallel trials ended', () => {
      const [first, ...others] = search(config, mixed, 5, 25);
      assert.ok(first);
      const next = (order: readonly ObservedTrial[]): Params | undefined => {
        const sampler = createSampler(config, space(mixed), 5);
        for (const trial of order) sampler.update([trial], []);
        return sampler.suggest(1)[0]?.params;
      };
      assert.deepEqual(next([...others].reverse().concat(first)), next([first, ...others]));
    });

    it('suggests several at once, and they are the same as one by one with the earlier ones running', () => {
      const known = search(config, mixed, 4, 14);
      const batch = createSampler(config, space(mixed), 4);
      batch.update(known, []);
      const together = batch.suggest(4).map(({ params }) => params);
      const single = createSampler(config, space(mixed), 4);
      const active: ActiveTrial[] = [];
      for (let i = 0; i < 4; i++) {
        single.update(i === 0 ? known : [], active);
        const params = single.suggest(1)[0]?.params;
        assert.ok(params);
        active.push({ number: known.length + i, params });
      }
      assert.deepEqual(
        together,
        active.map(({ params }) => params),
      );
      assert.equal(new Set(together.map((params) => JSON.stringify(params))).size, 4);
    });

    it('accepts an empty update, and being told the same trial twice', () => {
      const known = search(config, mixed, 6, 14);
      const once = createSampler(config, space(mixed), 6);
      once.update(known, []);
      const twice = createSampler(config, space(mixed), 6);
      twice.update([], []);
      twice.update(known, []);
      twice.update(known, []);
      twice.update([], []);
      assert.deepEqual(twice.suggest(2), once.suggest(2));
    });

    it('copes with trials that all failed, were all pruned, or are all equal', () => {
      const sampled = search(config, mixed, 9, 20);
      const fates: readonly ((trial: ObservedTrial) => ObservedTrial)[] = [
        ({ number, params }) => ({ number, params, value: null, state: 'failed' }),
        ({ number, params }) => ({ number, params, value: null, state: 'pruned' }),
        ({ number, params }) => ({ number, params, value: 1, state: 'pruned', epoch: 1 }),
        ({ number, params }) => ({ number, params, value: 0, state: 'finished' }),
        ({ number, params }) => ({ number, params, value: 1e308 * (number % 2), state: 'finished' }),
      ];
      for (const fate of fates) {
        const sampler = createSampler(config, space(mixed), 9);
        sampler.update(sampled.map(fate), []);
        for (const { params } of sampler.suggest(3)) assert.ok(space(mixed).contains(params));
      }
    });

    it('refuses seed 0', () => {
      assert.throws(
        () => createSampler(config, space(mixed), 0),
        /seed: A seed is a positive whole number\. Got 0/,
      );
    });
  });
}
