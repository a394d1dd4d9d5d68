import { z } from 'zod';
import { FailureError } from '../../errors/index.ts';
import type { RngState } from '../../random/index.ts';
import type { NamedValues, Optimizer, Variable } from '../../runtime/index.ts';
import type { EmbeddingTable } from '../layers/embedding-table.ts';
import type { NamedArray, TrainableState } from '../trainable.ts';
import type { Parameter } from './parameters.ts';

/** What a BiLSTM consists of while it is trained. */
export interface BilstmMemory {
  readonly embedding: EmbeddingTable;
  readonly variables: ReadonlyMap<string, Variable>;
  readonly optimizer: Optimizer;
  readonly dropout: RngState;
}

/** A copy of everything that the next step depends on. */
export function exportBilstm({ embedding, variables, optimizer, dropout }: BilstmMemory): TrainableState {
  const shape = [embedding.vocabularySize, embedding.dimensions];
  const slots = [...embedding.exportSlots(), ...optimizer.exportSlots()];
  return {
    arrays: [
      { name: 'weights/embedding', shape, values: embedding.weights() },
      ...[...variables].map(([name, variable]) => ({
        name: `weights/${name}`,
        shape: variable.shape,
        values: variable.values(),
      })),
      ...slots.map((slot) => ({ ...slot, name: `slots/${slot.name}` })),
    ],
    scalars: { steps: optimizer.steps, dropout },
  };
}

/** An exported state, checked. */
export interface BilstmState {
  readonly weights: ReadonlyMap<string, Float32Array>;
  readonly embedding: Float32Array;
  /** null: start from zeros. */
  readonly embeddingMoments: { readonly m: Float32Array; readonly v: Float32Array } | null;
  readonly slots: readonly NamedValues[];
  readonly steps: number;
  /** null: keep the generator. */
  readonly dropout: RngState | null;
}

const scalarsSchema = z.object({
  steps: z.int().min(0),
  dropout: z.object({ seed: z.int().min(1), words: z.array(z.int()) }),
});

/**
 * Checks a state against the model before anything is changed.
 *
 * @throws FailureError when an array is missing or has another shape, or the scalars are not whole
 */
export function readBilstmState(
  state: TrainableState,
  embedding: EmbeddingTable,
  parameters: readonly Parameter[],
): BilstmState {
  const byName = new Map(state.arrays.map((array) => [array.name, array]));
  const take = (name: string, shape: readonly number[]): Float32Array => takeArray(byName, name, shape);
  const matrix = [embedding.vocabularySize, embedding.dimensions];
  const weights = new Map(parameters.map(({ name, shape }) => [name, take(`weights/${name}`, shape)]));
  const vectors = take('weights/embedding', matrix);
  const zeros = (shape: readonly number[]): Float32Array =>
    new Float32Array(shape.reduce((product, length) => product * length, 1));
  const fresh = !state.arrays.some((array) => array.name.startsWith('slots/'));
  const slots = parameters.flatMap(({ name, shape }) =>
    ['m', 'v'].map((moment) => ({
      name: `${moment}/${name}`,
      shape,
      values: fresh ? zeros(shape) : take(`slots/${moment}/${name}`, shape),
    })),
  );
  if (fresh) return { weights, embedding: vectors, embeddingMoments: null, slots, steps: 0, dropout: null };
  const scalars = scalarsSchema.safeParse(state.scalars);
  if (!scalars.success)
    throw new FailureError('The saved state lacks its step count or generator.', {
      field: 'scalars',
      value: state.scalars,
      cause: scalars.error,
    });
  const embeddingMoments = embedding.trainable
    ? { m: take('slots/m/embedding', matrix), v: take('slots/v/embedding', matrix) }
    : null;
  return { weights, embedding: vectors, embeddingMoments, slots, ...scalars.data };
}

function takeArray(
  byName: ReadonlyMap<string, NamedArray>,
  name: string,
  shape: readonly number[],
): Float32Array {
  const array = byName.get(name);
  if (array === undefined) throw new FailureError('The saved state lacks an array.', { field: name });
  const size = shape.reduce((product, length) => product * length, 1);
  if (array.shape.join() !== shape.join() || array.values.length !== size)
    throw new FailureError(`The saved state does not fit the model: the shape should be [${shape.join()}].`, {
      field: name,
      value: array.shape,
    });
  return array.values;
}
