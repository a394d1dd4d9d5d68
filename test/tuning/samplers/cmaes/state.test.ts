import assert from 'node:assert/strict';
import fs from 'node:fs';
import { keepMargin } from '../../../../lib/tuning/samplers/cmaes/margin.ts';
import type { DiscreteAxis } from '../../../../lib/tuning/samplers/cmaes/margin.ts';
import { CmaState, defaultPopulation } from '../../../../lib/tuning/samplers/cmaes/state.ts';

interface Case {
  readonly mean: readonly number[];
  readonly sigma: number;
  readonly steps: readonly number[];
  readonly population: number;
  readonly states: readonly {
    readonly points: readonly (readonly number[])[];
    readonly mean: readonly number[];
    readonly sigma: number;
    readonly covariance: readonly (readonly number[])[];
    readonly stretch: readonly number[];
  }[];
}
const { cases } = JSON.parse(
  fs.readFileSync(new URL('../../../golden/tuning-cmaes.json', import.meta.url), 'utf8'),
) as { readonly cases: readonly Case[] };

const close = (got: number | undefined, want: number | undefined, what: string): void =>
  assert.ok(
    Math.abs((got ?? NaN) - (want ?? NaN)) <= 1e-7 * Math.max(1, Math.abs(want ?? NaN)),
    `${what}: ${got} ≠ ${want}`,
  );

describe('CMA-ES’s distribution', () => {
  cases.forEach(({ mean, sigma, steps, population, states }, c) => {
    const margin = steps.some((step) => step > 0);
    it(`moves as in cmaes on the same points, ${margin ? 'with margin' : 'without margin'} (case ${c + 1})`, () => {
      const state = new CmaState(Float64Array.from(mean), sigma);
      assert.equal(defaultPopulation(mean.length), population);
      const axes = steps.flatMap((step, axis): DiscreteAxis[] =>
        step > 0
          ? [
              {
                axis,
                limits: Float64Array.from({ length: Math.round(1 / step) - 1 }, (_, i) => (i + 1) * step),
              },
            ]
          : [],
      );
      const stretch = new Float64Array(axes.length).fill(1);
      states.forEach((want, generation) => {
        state.tell(want.points.map((point) => Float64Array.from(point)));
        keepMargin(state, axes, stretch);
        const at = `generation ${generation + 1}`;
        close(state.sigma, want.sigma, `${at} sigma`);
        want.mean.forEach((value, i) => close(state.mean[i], value, `${at} mean ${i}`));
        want.covariance.forEach((row, i) =>
          row.forEach((value, j) => close(state.covariance.get(i, j), value, `${at} covariance ${i},${j}`)),
        );
        axes.forEach(({ axis }, i) => close(stretch[i], want.stretch[axis], `${at} stretch ${i}`));
      });
    });
  });

  it('draws what its covariance says', () => {
    const state = new CmaState(Float64Array.of(0, 0), 1);
    state.covariance.set(0, 0, 4);
    state.covariance.set(0, 1, 1.2);
    state.covariance.set(1, 0, 1.2);
    const images = [
      [1, 0],
      [0, 1],
    ].map((z) => state.point(z));
    // The images of the unit vectors, as columns, are a root of the covariance.
    const product = (i: number, j: number): number =>
      images.reduce((sum, image) => sum + (image[i] ?? 0) * (image[j] ?? 0), 0);
    close(product(0, 0), 4, 'variance');
    close(product(0, 1), 1.2, 'covariance');
    close(product(1, 1), 1, 'variance');
  });
});
