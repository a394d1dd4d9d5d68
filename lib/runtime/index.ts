/** Which tensor backend runs. Loading one is in `sentilab/runtime/node`. */
export type { Backend, BackendKind, LoadOptions, Tf } from './backend/backend.ts';
