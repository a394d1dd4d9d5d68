import { Rng } from '../../../lib/random/index.ts';
import type { Backend, RecurrentOps } from '../../../lib/runtime/index.ts';
import { normal } from './support.ts';

/** No multiples of a vector's width. */
const [ROWS, COLUMNS, STEPS] = [700, 37, 12];

/** What {@link trainTable} ends with. */
export interface TrainedTable {
  /** Weights and moments. */
  readonly arrays: readonly Float32Array[];
  readonly norms: readonly number[];
}

/**
 * AdamW with scaled gradients over a table out of which a few rows are looked up at every step (some twice, most never), over a
 * matrix whose gradient has no zeros, and over three numbers.
 *
 * @param asDense hides from the kernels which rows were looked up
 */
export function trainTable({ tf }: Backend, ops: RecurrentOps, asDense = false): TrainedTable {
  const rng = new Rng(12);
  const variables = new Map([
    ['table', ops.variable([ROWS, COLUMNS], normal(rng, ROWS * COLUMNS))],
    ['matrix', ops.variable([150, 130], normal(rng, 150 * 130))],
    ['few', ops.variable([3], normal(rng, 3))],
  ]);
  const config = { kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.3 } as const;
  const optimizer = ops.optimizer(variables, config);
  const norms = Array.from({ length: STEPS }, (_, step) => {
    const ids = Int32Array.from({ length: 40 }, () => rng.int(0, ROWS / 2) * rng.int(0, 1));
    const drawn = {
      vectors: normal(rng, ids.length * COLUMNS),
      ...{ matrix: normal(rng, 150 * 130), few: normal(rng, 3) },
    };
    return tf.tidy(() => {
      const table = ops.sumRows(tf.tensor2d(drawn.vectors, [ids.length, COLUMNS]), ids, ROWS);
      const gradients = new Map([
        ['table', asDense ? tf.tensor2d(table.dataSync<'float32'>(), table.shape) : table],
        ['matrix', tf.tensor(drawn.matrix, [150, 130])],
        ['few', tf.tensor(drawn.few, [3])],
      ]);
      optimizer.update(gradients, { learningRate: 0.01 * (1 + step), gradientScale: 0.02 });
      return Math.sqrt(ops.squaredNorm([...gradients.values()]));
    });
  });
  const arrays = [
    ...[...variables.values()].map((variable) => variable.values()),
    ...optimizer.exportSlots().map(({ values }) => values),
  ];
  for (const object of [optimizer, ...variables.values()]) object.dispose();
  return { arrays, norms };
}
