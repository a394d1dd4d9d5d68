import type { Dimensions } from '../dimensions/branch.ts';
import type { ValueOf } from '../dimensions/dimension.ts';
import type { Params } from '../params.ts';

/** Names of the parameters that decide which others exist. */
type BranchingNames<D> = {
  [K in keyof D]: D[K] extends { readonly branches: infer B } ? ([B] extends [object] ? K : never) : never;
}[keyof D];

/** Names of the parameters that stand alone. */
type PlainNames<D> = Exclude<keyof D, BranchingNames<D>>;

/** One member per choice: the choice itself, with what its branch adds. */
type Alternatives<Name extends PropertyKey, D> = D extends { readonly branches: infer B }
  ? OneOf<Name, ValueOf<D>, B>
  : never;
type OneOf<Name extends PropertyKey, T, B> = T extends string | number | boolean
  ? { readonly [K in Name]: T } & (`${T}` extends keyof B ? Parts<B[`${T}`]> : NumberKey<T, B>)
  : never;
/** `{ 1: … }` has the key 1, not "1". */
type NumberKey<T, B> = T extends keyof B ? Parts<B[T]> : unknown;

/** Intersects unions without mixing them up: each stands where a function takes it. */
type Intersect<F> = [F] extends [(value: infer I) => void] ? I : never;
type Parts<D> = { readonly [K in PlainNames<D>]: ValueOf<D[K]> } & (BranchingNames<D> extends never
  ? unknown
  : Intersect<{ [K in BranchingNames<D>]: (value: Alternatives<K, D[K]>) => void }[BranchingNames<D>]>);

/** `A & B` as one object type, member by member of a union. */
type Flat<T> = T extends unknown ? { readonly [K in keyof T]: T[K] } : never;

/**
 * The parameters that a record of dimensions gives: an object, or with branches a union of objects that is told apart by the
 * choices.
 */
export type ParamsOfDimensions<D extends Dimensions> =
  Flat<Parts<D>> extends infer P extends Params ? P : never;

/** The names of all members of a union of parameters. */
export type ParamNames<P> = P extends unknown ? keyof P : never;
