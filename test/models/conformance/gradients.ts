import type { Batch } from '../../../lib/data/index.ts';
import type { NamedArray, Trainable } from '../../../lib/models/index.ts';
import { Rng } from '../../../lib/random/index.ts';
import { smallBatch, train } from '../bilstm/support.ts';

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

/** Random directions in which each weight is measured. */
const DIRECTIONS = 3;

/** How much a step should change the loss: far above the rounding of single precision, and too little to meet many kinks. */
const CHANGE = 2e-5;

/** How far it may go for that, as the length of the whole array's change. */
const WIDEST = 0.5;

/**
 * How far the gradient of one weight is from central differences of the loss, relatively: the worst of three random
 * directions, each the gradient with its elements stretched by factors drawn from 0 … 1, which leaves a slope that can be
 * told from rounding. The step is as wide as its effect on the loss demands; differences at one and two steps are extrapolated to none (Richardson). The weights that a step
 * really led to count, after their rounding.
 */
export function derivativeError(
  model: Trainable,
  batch: Batch,
  weight: string,
  gradient: Float32Array,
): number {
  const start = weightsOfModel(model);
  const values = start.find(({ name }) => name === `weights/${weight}`)?.values as Float32Array;
  const lossAt = (moved: Float32Array): number => {
    const arrays = start.map((array) => (array.values === values ? { ...array, values: moved } : array));
    model.importState({ arrays, scalars: {} });
    return preciseLoss(model, batch);
  };
  const rng = new Rng(21);
  const errors = Array.from({ length: DIRECTIONS }, () => {
    const direction = Float64Array.from(gradient, (value) => value * rng.float());
    const slope = dot(gradient, direction);
    /** Of the loss between the two ends: measured, and as the gradient has it. */
    const differences = (steps: number): readonly [measured: number, expected: number] => {
      const by = steps * Math.min(CHANGE / slope, WIDEST / Math.hypot(...direction));
      const [ahead, behind] = [by, -by].map((factor) =>
        values.map((value, k) => value + factor * (direction[k] as number)),
      ) as [Float32Array, Float32Array];
      const way = Float64Array.from(ahead, (value, k) => value - (behind[k] as number));
      return [lossAt(ahead) - lossAt(behind), dot(gradient, way)];
    };
    const [one, two] = [differences(1), differences(2)];
    const [measured, expected] = [8 * one[0] - two[0], 8 * one[1] - two[1]];
    return Math.abs(measured - expected) / Math.abs(expected);
  });
  model.importState({ arrays: start, scalars: {} });
  return Math.max(...errors);
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] as number) * (b[k] as number);
  return sum;
}

/** What came of the gradient of one weight. */
export interface GradientFinding {
  readonly weight: string;
  /** Its largest element. */
  readonly largest: number;
  /** See {@link derivativeError}. */
  readonly error: number;
}

/** All gradients of a model after a few steps, which move biases away from 0; the model is left as it is then. */
export function checkGradients(model: Trainable): GradientFinding[] {
  train(model, 0, 3);
  // At this one no two maxima are as near each other, and no ReLU as near its kink, as a step is wide.
  const batch = smallBatch(6, 12);
  return Array.from(gradientsOf(model, batch), ([weight, gradient]) => ({
    weight,
    largest: Math.max(...gradient.map(Math.abs)),
    error: derivativeError(model, batch, weight, gradient),
  }));
}

/** The plain loss in double precision, out of single-precision predictions, whose roundings the rows average out. */
function preciseLoss(model: Trainable, batch: Batch): number {
  const p = model.predict(batch);
  return (
    -batch.labels.reduce((sum, label, row) => {
      const one = p[row] as number;
      return sum + Math.log(label === 1 ? one : 1 - one);
    }, 0) / batch.size
  );
}
