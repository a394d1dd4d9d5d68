import { evaluationBatches } from '../data/index.ts';
import type { EncodedExample, EvaluationBatches } from '../data/index.ts';
import type { Trainable } from '../models/index.ts';
import { createBreather } from './breather.ts';

/**
 * Probabilities of the positive class, in the order of the examples, [examples]. Lets the event loop run between
 * batches.
 *
 * @param batchSize rows per batch; default 128. Decides speed and memory, not the result (beyond rounding).
 */
export async function evaluate(
  trainable: Pick<Trainable, 'predict'>,
  examples: readonly EncodedExample[],
  batchSize = 128,
): Promise<Float32Array> {
  return predictBatches(trainable, evaluationBatches(examples, { batchSize }), createBreather());
}

/** The same on batches made before. */
export async function predictBatches(
  trainable: Pick<Trainable, 'predict'>,
  evaluation: EvaluationBatches,
  breathe: () => Promise<void> | undefined,
): Promise<Float32Array> {
  const perBatch: Float32Array[] = [];
  for (const batch of evaluation.batches) {
    perBatch.push(trainable.predict(batch));
    await breathe();
  }
  return evaluation.restore(perBatch);
}
