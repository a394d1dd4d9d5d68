/** Writes the committed JSON Schema: `npx tsx lib/experiment/write-train-schema.ts` after a change of the zod schemas. */
import { fromRoot, writeJsonAtomic } from '../files/node.ts';
import { trainConfigJsonSchema } from './train-config.ts';

writeJsonAtomic(fromRoot('docs/schema/train.schema.json'), trainConfigJsonSchema());
