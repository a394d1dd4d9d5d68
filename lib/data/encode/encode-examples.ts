import type { TextPipeline } from '../../text/index.ts';
import type { EncodedExample } from '../batches/batch.ts';
import type { Example } from '../types.ts';

/** Examples with their texts turned into ids, in the same order. */
export function encodeExamples(pipeline: TextPipeline, examples: readonly Example[]): EncodedExample[] {
  return examples.map(({ id, label, text }) => ({ id, label, ids: pipeline.encode(text).ids }));
}
