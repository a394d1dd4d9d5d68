/** The embedded vectors, read from data/glove. */
export { GLOVE_SHA256, loadGlove } from './load-glove.ts';
export { loadVectors } from './load-vectors.ts';
export type { LoadVectorsOptions, VectorProgress } from './load-vectors.ts';
