import { sha256Hex } from '../../hash/index.ts';
import type { NamedArray, TrainableState } from '../trainable.ts';
import { encodeSafetensors } from './safetensors.ts';

/** Names of the arrays that decide a prediction start so; the others belong to the optimizer. */
const WEIGHTS = 'weights/';

/** The weights of an exported state, without the optimizer's slots. */
export function weightsOf(state: Pick<TrainableState, 'arrays'>): NamedArray[] {
  return state.arrays.filter(({ name }) => name.startsWith(WEIGHTS));
}

/**
 * One name for a set of weights: the SHA-256 over names, shapes and bytes, in lower-case hex. Equal exactly when every
 * bit is. It is also the SHA-256 of the `weights.bin` they are saved in, so that `sha256sum` can check it.
 */
export function weightsSha256(state: Pick<TrainableState, 'arrays'>): string {
  return sha256Hex(encodeSafetensors(weightsOf(state)));
}
