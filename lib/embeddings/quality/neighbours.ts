import { UserError, didYouMean } from '../../errors/index.ts';
import type { UnitRows } from './unit-rows.ts';

/** A word near another. */
export interface Neighbour {
  readonly word: string;
  /** −1 … 1. */
  readonly cosine: number;
}

export interface NeighbourOptions {
  /** Default 10. */
  readonly count?: number;
  /** Words that do not count as neighbours. Default none besides the word itself. */
  readonly without?: Iterable<string>;
}

/**
 * The words with the largest cosine to a word, nearest first.
 *
 * @throws UserError when the word has no vector
 */
export function nearestNeighbours(rows: UnitRows, word: string, options: NeighbourOptions = {}): Neighbour[] {
  const vector = rows.row(word);
  if (!vector)
    throw new UserError('This word has no vector.', {
      field: 'word',
      value: word,
      fix: didYouMean(word, rows.words.slice(0, 20_000)),
    });
  return nearestTo(rows, vector, { ...options, without: [...(options.without ?? []), word] });
}

/**
 * The words with the largest cosine to a direction, nearest first; of equally near ones the more frequent first.
 *
 * @param direction of any length but zero
 */
export function nearestTo(
  rows: UnitRows,
  direction: ArrayLike<number>,
  { count = 10, without = [] }: NeighbourOptions = {},
): Neighbour[] {
  const { words, matrix, dimensions } = rows;
  let squares = 0;
  for (let d = 0; d < dimensions; d++) squares += direction[d]! * direction[d]!;
  const length = Math.sqrt(squares);
  const skipped = new Set(without);
  const found: Neighbour[] = [];
  let worst = -Infinity;
  for (let row = 0; row < words.length; row++) {
    let product = 0;
    const start = row * dimensions;
    for (let d = 0; d < dimensions; d++) product += matrix[start + d]! * direction[d]!;
    const cosine = product / length;
    if (found.length === count && cosine <= worst) continue;
    const word = words[row]!;
    if (skipped.has(word)) continue;
    const at = found.findIndex((other) => other.cosine < cosine);
    found.splice(at < 0 ? found.length : at, 0, { word, cosine });
    if (found.length > count) found.pop();
    if (found.length === count) worst = found[count - 1]!.cosine;
  }
  return found;
}
