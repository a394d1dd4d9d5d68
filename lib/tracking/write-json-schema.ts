/** Writes the committed JSON Schema: `npx tsx lib/tracking/write-json-schema.ts` after a change of the zod schema. */
import { fromRoot, writeJsonAtomic } from '../files/node.ts';
import { runRecordJsonSchema } from './schema/json-schema.ts';

writeJsonAtomic(fromRoot('lib/tracking/schema/run-record.v1.schema.json'), runRecordJsonSchema());
