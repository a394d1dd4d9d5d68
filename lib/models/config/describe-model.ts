import { lstmCell } from '../bilstm/lstm-cell.ts';
import { gruCell } from '../gru/gru-cell.ts';
import { headParameters } from '../layers/head.ts';
import type { Parameter } from '../network/parameter.ts';
import { pooledSize } from '../recurrent/layout.ts';
import { recurrentParameters } from '../recurrent/parameters.ts';
import type { NetworkConfig } from './model-config.ts';

/** How many numbers a model learns, by part. */
export interface ParameterCounts {
  readonly embedding: number;
  readonly recurrent: number;
  readonly head: number;
  readonly total: number;
}

/** Sizes that come from the data, not from the configuration. */
export interface InputSizes {
  /** Words, `<pad>` and `<unk>` included. */
  readonly vocabularySize: number;
  /** Length of a word vector. */
  readonly dimensions: number;
  /** Numbers that come with every token beside its word vector; default 0. */
  readonly channels?: number;
}

const CELLS = { bilstm: lstmCell, gru: gruCell };

/** Counts the parameters of a model, the embedding included whether it is trained or not. */
export function describeModel(
  config: NetworkConfig,
  { vocabularySize, dimensions, channels = 0 }: InputSizes,
): ParameterCounts {
  const seed = 1; // shapes do not depend on it
  const embedding = vocabularySize * dimensions;
  const recurrent = count(recurrentParameters(config, CELLS[config.kind], { dimensions, channels }, seed));
  const head = count(headParameters(config, pooledSize(config), seed));
  return { embedding, recurrent, head, total: embedding + recurrent + head };
}

const count = (parameters: readonly Parameter[]): number =>
  parameters.reduce((sum, { shape }) => sum + shape.reduce((product, length) => product * length, 1), 0);
