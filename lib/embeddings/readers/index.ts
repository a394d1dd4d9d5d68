/** Files of vectors, one reader per format. */
export type { ReadVectors, ReadVectorsOptions } from './reader.ts';
export { readGloveText } from './glove-text.ts';
export { readGloveZip } from './glove-zip.ts';
export type { GloveDimensions, ReadGloveZipOptions } from './glove-zip.ts';
export { GLOVE_PACKAGE, readGlovePackage } from './glove-package.ts';
export { readWinkPackage } from './wink-package.ts';
export { readWord2vecText } from './word2vec-text.ts';
export { readWord2vecBinary } from './word2vec-binary.ts';
export { readFastTextVec } from './fasttext-vec.ts';
