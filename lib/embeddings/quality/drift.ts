import { UserError } from '../../errors/index.ts';
import { dot } from './unit-rows.ts';

/** How far one word's vector has turned. */
export interface WordDrift {
  readonly token: string;
  /** Cosine between the vector before and after, −1 … 1. */
  readonly cosine: number;
  /** Length of the difference over the length before. */
  readonly change: number;
}

/** How far training has moved the vectors of a vocabulary. */
export interface Drift {
  /** Mean cosine over all words that had a vector other than zero. */
  readonly meanCosine: number;
  /** The words that turned most, first the farthest. */
  readonly moved: readonly WordDrift[];
}

/**
 * Compares an embedding matrix with what it was before training.
 *
 * @param tokens of the rows
 * @param before row-major [tokens, dimensions]
 * @param after the same shape
 * @param count length of `moved`; default 20
 * @throws UserError when the shapes differ
 */
export function embeddingDrift(
  tokens: readonly string[],
  before: Float32Array,
  after: Float32Array,
  count = 20,
): Drift {
  const dimensions = before.length / tokens.length;
  if (before.length !== after.length || !Number.isInteger(dimensions))
    throw new UserError('Both matrices have one row per token.', {
      field: 'after',
      value: { tokens: tokens.length, before: before.length, after: after.length },
    });
  const words = tokens.flatMap((token, row): WordDrift[] => {
    const a = before.subarray(row * dimensions, (row + 1) * dimensions);
    const b = after.subarray(row * dimensions, (row + 1) * dimensions);
    const [aa, bb, ab] = [dot(a, a), dot(b, b), dot(a, b)];
    if (aa === 0 || bb === 0) return [];
    const change = Math.sqrt(Math.max(0, aa - 2 * ab + bb) / aa);
    return [{ token, cosine: ab / Math.sqrt(aa * bb), change }];
  });
  const meanCosine = words.reduce((sum, { cosine }) => sum + cosine, 0) / words.length;
  return { meanCosine, moved: words.sort((x, y) => x.cosine - y.cosine).slice(0, count) };
}
