import type { Batch } from '../../../lib/data/index.ts';
import { hashOf } from '../../../lib/hash/index.ts';
import type { NetworkConfigInput, Trainable, TrainableState } from '../../../lib/models/index.ts';
import { createTrainable, parseModelConfig } from '../../../lib/models/index.ts';
import { Rng } from '../../../lib/random/index.ts';
import type { Backend } from '../../../lib/runtime/index.ts';

export const VOCABULARY = 30;
export const DIMENSIONS = 6;

/** A small model with every part switched on. */
export const SMALL = {
  kind: 'bilstm',
  units: 5,
  head: [7, 4],
  dropout: { embedding: 0.2, head: 0.4 },
} as const satisfies NetworkConfigInput;

export function embeddingMatrix(seed = 9): Float32Array {
  const rng = new Rng(seed);
  return Float32Array.from({ length: VOCABULARY * DIMENSIONS }, () => rng.normal() * 0.5);
}

export function smallModel(
  backend: Backend,
  {
    seed = 3,
    config = SMALL,
    trainable = true,
    matrix = embeddingMatrix(),
  }: { seed?: number; config?: NetworkConfigInput; trainable?: boolean; matrix?: Float32Array } = {},
): Trainable {
  return createTrainable(parseModelConfig(config), {
    backend,
    seed,
    vocabularySize: VOCABULARY,
    embedding: { matrix, dimensions: DIMENSIONS, trainable },
  });
}

/** The batch of a step: rows of different lengths, right-padded with 0. */
export function smallBatch(step: number, size = 6): Batch {
  const rng = new Rng(100 + step);
  const lengths = Int32Array.from({ length: size }, () => rng.int(1, 9));
  const time = Math.max(...lengths);
  const ids = new Int32Array(size * time);
  lengths.forEach((length, row) => {
    for (let k = 0; k < length; k++) ids[row * time + k] = rng.int(1, VOCABULARY - 1);
  });
  const labels = Int32Array.from({ length: size }, () => rng.int(0, 1));
  return { size, time, ids, lengths, labels, exampleIds: Array.from(labels, (_, row) => `${step}/${row}`) };
}

/** Rows of a batch, in any order and number. */
export function pickRows(batch: Batch, rows: readonly number[]): Batch {
  const { time } = batch;
  const ids = new Int32Array(rows.length * time);
  rows.forEach((row, k) => ids.set(batch.ids.subarray(row * time, (row + 1) * time), k * time));
  return {
    size: rows.length,
    time,
    ids,
    lengths: Int32Array.from(rows, (row) => batch.lengths[row] ?? 1),
    labels: Int32Array.from(rows, (row) => batch.labels[row] ?? 0),
    exampleIds: rows.map((row, k) => `${batch.exampleIds[row] ?? ''}-${k}`),
  };
}

/** The same rows with `extra` more columns of padding. */
export function padded(batch: Batch, extra: number): Batch {
  const time = batch.time + extra;
  const ids = new Int32Array(batch.size * time);
  for (let row = 0; row < batch.size; row++)
    ids.set(batch.ids.subarray(row * batch.time, (row + 1) * batch.time), row * time);
  return { ...batch, time, ids };
}

export const STEP = { learningRate: 0.02, clipNorm: 0.5 };

/** Trains from step `from` up to, not including, `to`; returns the losses. */
export function train(model: Trainable, from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, k) => model.step(smallBatch(from + k), STEP).loss);
}

/** A name for a state's bits. */
export function hashOfState({ arrays, scalars }: TrainableState): string {
  const bits = arrays.map(({ name, shape, values }) => [
    name,
    shape,
    [...new Uint32Array(values.buffer, values.byteOffset, values.length)],
  ]);
  return hashOf([bits, scalars], 64);
}
