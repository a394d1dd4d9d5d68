import type { Batch } from '../../../lib/data/index.ts';
import type { NamedArray, Trainable } from '../../../lib/models/index.ts';
import { Rng } from '../../../lib/random/index.ts';

/** Leaves the weights as they are. */
const STILL = { learningRate: 0, clipNorm: null };

const loss = (model: Trainable, batch: Batch): number => model.step(batch, STILL).loss;

/** The weights as a saved model has them, by name; importing them starts the optimizer anew. */
export const weightsOfModel = (model: Trainable): NamedArray[] =>
  model.exportState().arrays.filter(({ name }) => name.startsWith('weights/'));

/** Gradients by the name of their weight, out of the first moments of an optimizer at its first step. */
export function gradientsOf(model: Trainable, batch: Batch): Map<string, Float32Array> {
  model.importState({ arrays: weightsOfModel(model), scalars: {} });
  loss(model, batch);
  const prefix = 'slots/m/';
  return new Map(
    model
      .exportState()
      .arrays.filter(({ name }) => name.startsWith(prefix))
      .map(({ name, values }) => [name.slice(prefix.length), values.map((value) => value / 0.1)]), // m = (1 - beta1) × gradient
  );
}

/**
 * How far the gradient of one weight is from a central difference along a random ascent direction, relatively: at the
 * best of five steps, for wide ones meet the kinks of maxima and ReLU, narrow ones the rounding of single precision.
 */
export function derivativeError(
  model: Trainable,
  batch: Batch,
  weight: string,
  gradient: Float32Array,
): number {
  const start = weightsOfModel(model);
  const rng = new Rng(21);
  const direction = Float64Array.from(gradient, (value) => value * (0.5 + rng.float()));
  const length = Math.hypot(...direction);
  const slope = gradient.reduce((sum, value, k) => sum + (value * (direction[k] as number)) / length, 0);
  const at = (by: number): number => {
    const arrays = start.map((array) =>
      array.name === `weights/${weight}`
        ? {
            ...array,
            values: array.values.map((value, k) => value + (by * (direction[k] as number)) / length),
          }
        : array,
    );
    model.importState({ arrays, scalars: {} });
    return loss(model, batch);
  };
  const errors = [2e-3, 5e-3, 1e-2, 2e-2, 5e-2].map((epsilon) => {
    const measured = (at(epsilon) - at(-epsilon)) / (2 * epsilon);
    return Math.abs(measured - slope) / Math.abs(slope);
  });
  model.importState({ arrays: start, scalars: {} });
  return Math.min(...errors);
}
