import type { CategoricalDimension } from './categorical.ts';

/** On or off: `boolean()` is `categorical([false, true])`. */
export function boolean(): CategoricalDimension<boolean> {
  return { kind: 'categorical', choices: [false, true] };
}
