/** Which tensor backend runs. Loading one is in `sentilab/runtime/node`. */
export type { Backend, BackendKind, LoadOptions, Tf } from './backend/backend.ts';
export type { KernelPath } from './backend/find-kernels.ts';
/** What recurrent models need beyond TensorFlow.js: fused on native TensorFlow, portable elsewhere. */
export { recurrentOps } from './ops/ops-for-backend.ts';
export type { Activation, GruOptions, LstmOptions, LstmState, RecurrentOps } from './ops/recurrent-ops.ts';
export type { CellKind, LayerDirection, RecurrentLayer } from './ops/recurrent-layer.ts';
export { differentiable } from './ops/differentiable.ts';
export type { Differentiable } from './ops/differentiable.ts';
export type { Variable } from './ops/variable.ts';
export { DEFAULT_OPTIMIZER, optimizerConfigSchema } from './ops/optimizers/config.ts';
export type { OptimizerConfig, OptimizerConfigInput } from './ops/optimizers/config.ts';
export type { NamedValues, Optimizer, UpdateOptions } from './ops/optimizer.ts';
