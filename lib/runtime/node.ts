/** Tensor backends: loading the one that the set-up has proved. */
export { loadBackend, loadedBackend, getBackend } from './backend/load-backend.ts';
export { chooseBackend } from './backend/choose-backend.ts';
export type { Backend, BackendKind, LoadOptions, Tf } from './backend/backend.ts';
