import type { ParamValue } from '../params.ts';
import type { Branches } from './branch.ts';

/** One of a list of values that stand in an order: neighbours are alike. */
export interface OrderedDimension<T extends ParamValue = ParamValue> {
  readonly kind: 'ordered';
  /** From one end to the other. */
  readonly choices: readonly T[];
  /** By choice, the parameters that exist beside it alone. Default: none. */
  readonly branches?: Branches;
}

/**
 * A choice with an order: `ordered([16, 32, 64, 128])`, `ordered(['small', 'medium', 'large'])`. Models learn from neighbours,
 * which they do not with `categorical`. Checked when it is put into a `space`, which knows its name.
 */
export function ordered<const T extends ParamValue>(choices: readonly T[]): OrderedDimension<T> {
  return { kind: 'ordered', choices };
}
