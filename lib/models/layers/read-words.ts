import type { Tensor3D } from '@tensorflow/tfjs';
import type { Pass } from '../network/architecture.ts';
import { appendChannels } from './append-channels.ts';
import { dropout } from './dropout.ts';
import { embedTokens } from './embed.ts';
import { rowDropout, wordDropout } from './word-dropout.ts';

/** Dropout of words and of their vectors. */
export interface WordDropouts {
  readonly words: number;
  readonly rows: number;
  readonly embedding: number;
}

/**
 * What every network reads: the vectors of the batch's tokens after dropout, their channels behind them.
 *
 * @returns [time, batch, dimensions + channels]
 */
export function readWords(pass: Pass, rates: WordDropouts): Tensor3D {
  const batch = wordDropout(pass, rates.words);
  const vectors = rowDropout(pass, embedTokens(pass, batch), batch, rates.rows);
  return appendChannels(pass, dropout(pass, vectors, rates.embedding));
}
