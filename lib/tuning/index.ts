/**
 * Search for good parameters: typed spaces, samplers, pruners, ask/tell studies. Knows nothing of models or tensors.
 * Runs in a browser; the journal and worker processes are in `sentilab/tuning/node`.
 */
export type { ParamValue, Params } from './params.ts';
export { Space, space, parseSpace } from './space.ts';
export type { Dimensions, ParamsOf, ParamsOfDimensions } from './space.ts';
export { spaceSchema, dimensionSchema } from './space-schema.ts';
export type { SpaceJson } from './space-schema.ts';
export { float } from './dimensions/float.ts';
export type { FloatDimension, FloatOptions } from './dimensions/float.ts';
export { int } from './dimensions/int.ts';
export type { IntDimension, IntOptions } from './dimensions/int.ts';
export { categorical } from './dimensions/categorical.ts';
export type { CategoricalDimension } from './dimensions/categorical.ts';
export { cardinality, containsValue } from './dimensions/dimension.ts';
export type { Dimension, NumericDimension, ValueOf } from './dimensions/dimension.ts';
export { fromUnit, toUnit, unitCell } from './dimensions/unit.ts';
