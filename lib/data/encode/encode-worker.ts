import { workerData } from 'piscina';
import { TextPipeline } from '../../text/index.ts';

/** Ids of several texts in one array, so that they are sent as one. */
export interface EncodedTexts {
  readonly ids: Int32Array;
  /** Ids of each text. */
  readonly lengths: Int32Array;
}

let pipeline: Promise<TextPipeline> | null = null;

/** Encodes texts on a worker thread, with the pipeline that the pool was given as `workerData` (its JSON form). */
export default async function encodeTexts(texts: readonly string[]): Promise<EncodedTexts> {
  const ready = await (pipeline ??= TextPipeline.fromJSON(workerData));
  const parts = texts.map((text) => ready.encode(text).ids);
  const lengths = Int32Array.from(parts, (part) => part.length);
  const ids = new Int32Array(lengths.reduce((sum, length) => sum + length, 0));
  let next = 0;
  for (const part of parts) {
    ids.set(part, next);
    next += part.length;
  }
  return { ids, lengths };
}
