/** Pretrained vectors → matrix aligned to a vocabulary. What reads the committed file is in `sentilab/embeddings/node`. */
export { embeddingConfigSchema } from './config.ts';
export type { EmbeddingConfig, EmbeddingConfigInput } from './config.ts';
export { QuantizedVectors } from './word-vectors.ts';
export type { WordVectors } from './word-vectors.ts';
export { quantizeRows } from './quantize.ts';
export type { Quantized } from './quantize.ts';
export { formatNpy, parseNpy } from './npy.ts';
export type { NpyArray } from './npy.ts';
export { alignEmbedding } from './align.ts';
export type { AlignedEmbedding, Coverage } from './align.ts';
export { buildEmbedding } from './build.ts';
