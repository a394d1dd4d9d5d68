import { z } from 'zod';
import { FailureError } from '../../errors/index.ts';
import type { RngState } from '../../random/index.ts';
import type { NamedValues, Optimizer, Variable } from '../../runtime/index.ts';
import type { NamedArray, TrainableState } from '../trainable.ts';
import type { Parameter } from './parameter.ts';

/** A copy of everything that the next step depends on. */
export function exportNetwork(
  variables: ReadonlyMap<string, Variable>,
  optimizer: Optimizer,
  dropout: RngState,
): TrainableState {
  const weights = [...variables].map(([name, variable]) => ({
    name: `weights/${name}`,
    shape: variable.shape,
    values: variable.values(),
  }));
  const slots = optimizer.exportSlots().map((slot) => ({ ...slot, name: `slots/${slot.name}` }));
  return { arrays: [...weights, ...slots], scalars: { steps: optimizer.steps, dropout } };
}

/** An exported state, checked. */
export interface NetworkState {
  readonly weights: ReadonlyMap<string, Float32Array>;
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
 * Checks a state against the model before anything is changed. A state without slots stands for an optimizer that has
 * not yet made a step.
 *
 * @param trained whether a parameter has slots
 * @param slotNames what the optimizer remembers of each: `m` and `v` of Adam
 * @throws FailureError when an array is missing or has another shape, or the scalars are not whole
 */
export function readNetworkState(
  state: TrainableState,
  parameters: readonly Parameter[],
  trained: (name: string) => boolean,
  slotNames: readonly string[],
): NetworkState {
  const byName = new Map(state.arrays.map((array) => [array.name, array]));
  // Plain gradient descent remembers nothing but its count.
  const fresh =
    !state.arrays.some((array) => array.name.startsWith('slots/')) &&
    (slotNames.length > 0 || state.scalars['steps'] === undefined);
  const weights = new Map(
    parameters.map(({ name, shape }) => [name, takeArray(byName, `weights/${name}`, shape)]),
  );
  const slots = parameters
    .filter(({ name }) => trained(name))
    .flatMap(({ name, shape }) =>
      slotNames.map((slot) => ({
        name: `${slot}/${name}`,
        shape,
        values: fresh ? new Float32Array(sizeOf(shape)) : takeArray(byName, `slots/${slot}/${name}`, shape),
      })),
    );
  if (fresh) return { weights, slots, steps: 0, dropout: null };
  const skipped = state.arrays
    .filter(({ name }) => name.startsWith('slots/skipped/'))
    .map((array) => ({ ...array, name: array.name.slice('slots/'.length) }));
  const scalars = scalarsSchema.safeParse(state.scalars);
  if (!scalars.success)
    throw new FailureError('The saved state lacks its step count or generator.', {
      field: 'scalars',
      value: state.scalars,
      cause: scalars.error,
    });
  return { weights, slots: [...slots, ...skipped], ...scalars.data };
}

function takeArray(
  byName: ReadonlyMap<string, NamedArray>,
  name: string,
  shape: readonly number[],
): Float32Array {
  const array = byName.get(name);
  if (array === undefined) throw new FailureError('The saved state lacks an array.', { field: name });
  if (array.shape.join() !== shape.join() || array.values.length !== sizeOf(shape))
    throw new FailureError(`The saved state does not fit the model: the shape should be [${shape.join()}].`, {
      field: name,
      value: array.shape,
    });
  return array.values;
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);
