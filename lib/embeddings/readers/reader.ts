import type { FloatVectors } from '../float-vectors.ts';

/** How a file of vectors is read. */
export interface ReadVectorsOptions {
  /** Which words are kept; the others cost no memory. Default all. */
  readonly keep?: (word: string) => boolean;
  /** Told now and then how far the file is read, 0 … 1. */
  readonly onProgress?: (done: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Reads a file of vectors as a stream, in one pass. A word that occurs twice keeps its first vector. Errors name the file
 * and the line and column, or the byte.
 */
export type ReadVectors = (file: string, options?: ReadVectorsOptions) => Promise<FloatVectors>;
