import { z } from 'zod';
import { RUN_RECORD_VERSION, runRecordSchema } from './run-record.ts';

/**
 * JSON Schema (draft 2020-12) of a run record, out of the same source that types and validates it.
 * `run-record.v1.schema.json` beside this file is its committed text.
 */
export function runRecordJsonSchema(): Record<string, unknown> {
  return {
    title: `sentilab run record, version ${RUN_RECORD_VERSION}`,
    ...z.toJSONSchema(runRecordSchema, { target: 'draft-2020-12' }),
  };
}
