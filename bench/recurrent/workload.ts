import type { Batch } from 'sentilab/data';
import { Rng } from 'sentilab/random';

/** The training step that is measured: one batch of full-length reviews through a bidirectional LSTM. */
export const WORKLOAD = {
  batch: 64,
  steps: 200,
  vocabulary: 20_000,
  embedding: 100,
  units: 128,
  learningRate: 1e-3,
} as const;

/** Random words, no padding: the same batch for every contestant. */
export function workloadBatch(): Batch {
  const rng = new Rng(1);
  const { batch, steps, vocabulary } = WORKLOAD;
  return {
    size: batch,
    time: steps,
    ids: Int32Array.from({ length: batch * steps }, () => rng.int(1, vocabulary - 1)),
    lengths: new Int32Array(batch).fill(steps),
    labels: Int32Array.from({ length: batch }, () => rng.int(0, 1)),
    exampleIds: Array.from({ length: batch }, (_, row) => String(row)),
  };
}

/** The first review of a batch, alone. */
export function firstReview({ time, ids, lengths, labels, exampleIds }: Batch): Batch {
  return {
    ...{ size: 1, time, ids: ids.slice(0, time), lengths: lengths.slice(0, 1), labels: labels.slice(0, 1) },
    exampleIds: exampleIds.slice(0, 1),
  };
}
