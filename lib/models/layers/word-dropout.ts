import type { Tensor3D } from '@tensorflow/tfjs';
import type { Batch } from '../../data/index.ts';
import type { Pass } from '../network/architecture.ts';
import { dropoutMask } from './dropout-mask.ts';

/** Row of the embedding that stands for words outside the vocabulary. */
const UNKNOWN = 1;

/**
 * Replaces tokens by `<unk>` in training, each with probability `share` (word dropout: Iyyer et al. 2015; as a
 * replacement: Bowman et al. 2016). The unknown word gets its training that way too. Padding stays.
 */
export function wordDropout({ batch, dropout: rng, dropoutScale }: Pass, share: number): Batch {
  const rate = share * dropoutScale;
  if (rng === null || rate === 0) return batch;
  const ids = batch.ids.slice();
  batch.lengths.forEach((length, row) => {
    for (let step = 0; step < length; step++) if (rng.float() < rate) ids[row * batch.time + step] = UNKNOWN;
  });
  return { ...batch, ids };
}

/**
 * Inverted dropout of whole words in training: all occurrences of a word in the batch are zero, or none (embedding
 * dropout: Gal & Ghahramani 2016; Merity et al. 2018).
 *
 * @param x vectors of the batch's tokens [time, batch, dimensions]
 */
export function rowDropout(
  { tf, dropout: rng, dropoutScale }: Pass,
  x: Tensor3D,
  batch: Batch,
  share: number,
): Tensor3D {
  const rate = share * dropoutScale;
  if (rng === null || rate === 0) return x;
  const { size, time, ids } = batch;
  const words = [...new Set(ids)];
  const drawn = dropoutMask(rng, words.length, rate);
  const scales = new Map(words.map((word, k) => [word, drawn?.[k] as number]));
  const mask = new Float32Array(time * size);
  for (let step = 0; step < time; step++)
    for (let row = 0; row < size; row++)
      mask[step * size + row] = scales.get(ids[row * time + step] as number) as number;
  return x.mul<Tensor3D>(tf.tensor3d(mask, [time, size, 1]));
}
