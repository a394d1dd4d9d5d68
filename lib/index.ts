/**
 * Table of contents. Import a part by its own name, `sentilab/tuning`; what needs files, processes or a tensor backend is
 * in `sentilab/<part>/node`.
 */
export * as errors from './errors/index.ts';
export * as config from './config/index.ts';
export * as random from './random/index.ts';
export * as hash from './hash/index.ts';
export * as text from './text/index.ts';
export * as data from './data/index.ts';
export * as embeddings from './embeddings/index.ts';
export * as runtime from './runtime/index.ts';
export * as models from './models/index.ts';
export * as training from './training/index.ts';
export * as inference from './inference/index.ts';
export * as evaluation from './evaluation/index.ts';
export * as tuning from './tuning/index.ts';
export * as tracking from './tracking/index.ts';
export * as plots from './plots/index.ts';
export * as experiment from './experiment/index.ts';
export * as notebook from './notebook/index.ts';
