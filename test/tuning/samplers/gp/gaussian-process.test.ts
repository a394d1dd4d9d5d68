import assert from 'node:assert/strict';
import fs from 'node:fs';
import { Rng } from 'sentilab/random';
import { logExpectedImprovement, logH } from '../../../../lib/tuning/samplers/gp/log-ei.ts';
import { MarginalLikelihood, toVector } from '../../../../lib/tuning/samplers/gp/likelihood.ts';
import type { Rows } from '../../../../lib/tuning/samplers/gp/matern.ts';
import { minimize } from '../../../../lib/tuning/samplers/gp/minimize.ts';
import { Posterior } from '../../../../lib/tuning/samplers/gp/posterior.ts';

interface Case {
  readonly x: readonly (readonly number[])[];
  readonly y: readonly number[];
  readonly points: readonly (readonly number[])[];
  readonly relevance: readonly number[];
  readonly variance: number;
  readonly noise: number;
  readonly likelihood: number;
  readonly gradient: readonly number[];
  readonly mean: readonly number[];
  readonly predictedVariance: readonly number[];
}
const golden = JSON.parse(
  fs.readFileSync(new URL('../../../golden/tuning-gp.json', import.meta.url), 'utf8'),
) as {
  readonly cases: readonly Case[];
  readonly logH: readonly { readonly z: number; readonly value: number; readonly ratio: number }[];
};

const rowsOf = (x: readonly (readonly number[])[]): Rows => ({
  features: (x[0] ?? []).map(() => 'number'),
  count: x.length,
  values: Float64Array.from(x.flat()),
});
const close = (got: number, want: number, tolerance: number, what: string): void =>
  assert.ok(Math.abs(got - want) <= tolerance * Math.max(1, Math.abs(want)), `${what}: ${got} ≠ ${want}`);

describe('the Gaussian process', () => {
  golden.cases.forEach((one, i) => {
    const settings = {
      relevance: Float64Array.from(one.relevance),
      variance: one.variance,
      noise: one.noise,
    };
    const y = Float64Array.from(one.y);

    it(`has scikit-learn’s marginal likelihood and gradient to 1e-8 (case ${i + 1})`, () => {
      const gradient = new Float64Array(settings.relevance.length + 2);
      const value = new MarginalLikelihood(rowsOf(one.x), y).at(toVector(settings), gradient);
      close(value, one.likelihood, 1e-8, 'likelihood');
      one.gradient.forEach((want, k) => close(gradient[k] ?? NaN, want, 1e-8, `gradient ${k}`));
    });

    it(`has scikit-learn’s posterior mean and variance to 1e-8 (case ${i + 1})`, () => {
      const posterior = new Posterior(rowsOf(one.x), y, settings);
      one.points.forEach((point, k) => {
        const { mean, variance } = posterior.predict(Float64Array.from(point));
        close(mean, one.mean[k] ?? NaN, 1e-8, 'mean');
        close(variance, one.predictedVariance[k] ?? NaN, 1e-8, 'variance');
      });
    });
  });

  it('predicts with the slopes that small steps show', () => {
    const one = golden.cases[2] as Case;
    const settings = { relevance: Float64Array.from(one.relevance), variance: one.variance, noise: 1e-2 };
    const posterior = new Posterior(rowsOf(one.x), Float64Array.from(one.y), settings);
    const d = one.relevance.length;
    const at = { mean: 0, variance: 0, meanSlope: new Float64Array(d), varianceSlope: new Float64Array(d) };
    for (const point of one.points) {
      const x = Float64Array.from(point);
      posterior.predictWithSlopes(x, at);
      const straight = posterior.predict(x);
      close(at.mean, straight.mean, 1e-10, 'mean');
      close(at.variance, straight.variance, 1e-9, 'variance');
      for (let f = 0; f < d; f++) {
        const [up, down] = [1e-5, -1e-5].map((step) =>
          posterior.predict(x.map((value, k) => (k === f ? value + step : value))),
        );
        assert.ok(up && down);
        close(at.meanSlope[f] ?? NaN, (up.mean - down.mean) / 2e-5, 1e-5, 'slope of the mean');
        close(
          at.varianceSlope[f] ?? NaN,
          (up.variance - down.variance) / 2e-5,
          1e-5,
          'slope of the variance',
        );
      }
    }
  });

  it('counts another category as a distance of 1, whatever its number', () => {
    const rows: Rows = { features: ['category'], count: 2, values: Float64Array.of(0, 3) };
    const posterior = new Posterior(rows, Float64Array.of(1, -1), {
      relevance: Float64Array.of(0.5),
      variance: 1,
      noise: 1e-6,
    });
    assert.equal(posterior.predict(Float64Array.of(1)).mean, posterior.predict(Float64Array.of(7)).mean);
    close(posterior.predict(Float64Array.of(3)).mean, -1, 1e-4, 'mean');
  });
});

describe('the expected improvement’s logarithm', () => {
  it('has mpmath’s values and slopes from −1000 to 10 deviations', () => {
    for (const { z, value, ratio } of golden.logH) {
      close(logH(z).value, value, 1e-6, `value at ${z}`);
      close(logH(z).ratio, ratio, 1e-6, `ratio at ${z}`);
    }
  });

  it('has the derivatives that small steps show', () => {
    for (const [mean, variance, best] of [
      [0.3, 0.5, -0.2],
      [2, 0.01, 0],
      [-1, 2, 0],
    ] as const) {
      const at = logExpectedImprovement(mean, variance, best);
      const value = (m: number, v: number): number => logExpectedImprovement(m, v, best).value;
      const step = 1e-5 * variance;
      close(
        at.byMean,
        (value(mean + step, variance) - value(mean - step, variance)) / (2 * step),
        1e-3,
        'mean',
      );
      close(
        at.byVariance,
        (value(mean, variance + step) - value(mean, variance - step)) / (2 * step),
        1e-3,
        'variance',
      );
    }
  });
});

describe('L-BFGS in a box', () => {
  const box = (n: number, low: number, high: number) => ({
    low: new Float64Array(n).fill(low),
    high: new Float64Array(n).fill(high),
    maxIterations: 500,
    tolerance: 1e-8,
  });
  const rosenbrock = (x: Float64Array, gradient: Float64Array): number => {
    const [a, b] = [x[0] ?? 0, x[1] ?? 0];
    gradient[0] = -400 * a * (b - a * a) - 2 * (1 - a);
    gradient[1] = 200 * (b - a * a);
    return 100 * (b - a * a) ** 2 + (1 - a) ** 2;
  };

  it('finds the bottom of Rosenbrock’s valley from anywhere', () => {
    const rng = new Rng(1);
    for (let i = 0; i < 20; i++) {
      const start = Float64Array.of(4 * rng.float() - 2, 4 * rng.float() - 2);
      const { x } = minimize(rosenbrock, start, box(2, -3, 3));
      close(x[0] ?? NaN, 1, 1e-4, 'x');
      close(x[1] ?? NaN, 1, 1e-4, 'y');
    }
  });

  it('stops at the bounds where the bottom lies outside', () => {
    const { x } = minimize(rosenbrock, Float64Array.of(-0.5, 0.2), box(2, -0.8, 0.5));
    close(x[0] ?? NaN, 0.5, 1e-6, 'x');
    close(x[1] ?? NaN, 0.25, 1e-4, 'y');
  });
});
