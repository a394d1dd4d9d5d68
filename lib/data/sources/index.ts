import path from 'node:path';
import { parseConfig } from '../../config/index.ts';
import { UserError, didYouMean } from '../../errors/index.ts';
import { sourceObjectSchema } from '../source-config.ts';
import type { OwnFileConfig, SourceConfig, SourceConfigInput } from '../source-config.ts';
import { csv } from './csv.ts';
import { imdb } from './imdb.ts';
import { jsonl } from './jsonl.ts';
import { parquet } from './parquet.ts';
import { rt } from './rt.ts';
import type { Source } from './source.ts';
import { synthetic } from './synthetic.ts';

/** Every kind of source, the embedded default first. */
export const SOURCES = { rt, imdb, csv, jsonl, parquet, synthetic } as const satisfies {
  readonly [K in SourceConfig['kind']]: Source<Extract<SourceConfig, { readonly kind: K }>>;
};

/** A file name alone says its format by its ending. */
const KIND_OF_ENDING: ReadonlyMap<string, OwnFileConfig['kind']> = new Map([
  ['.csv', 'csv'],
  ['.tsv', 'csv'],
  ['.jsonl', 'jsonl'],
  ['.ndjson', 'jsonl'],
  ['.parquet', 'parquet'],
]);

/** The source of a configuration. */
export function sourceOf(config: SourceConfig): Source<SourceConfig> {
  return SOURCES[config.kind]; // the kind picks the source that takes this config
}

/**
 * What a person wrote, as a whole configuration: a short name is expanded, defaults are filled in, everything is checked.
 *
 * @param field how messages call it; default `data`
 * @throws UserError naming the field, the value and what is known
 */
export function resolveSource(input: SourceConfigInput, field = 'data'): SourceConfig {
  if (typeof input !== 'string') return parseConfig(sourceObjectSchema, input, field);
  if (Object.hasOwn(SOURCES, input)) return parseConfig(sourceObjectSchema, { kind: input }, field);
  const kind = KIND_OF_ENDING.get(path.extname(input).toLowerCase());
  if (kind !== undefined) return parseConfig(sourceObjectSchema, { kind, file: input }, field);
  throw new UserError('There is no such data set.', {
    field,
    value: input,
    fix:
      path.extname(input) === ''
        ? didYouMean(input, Object.keys(SOURCES))
        : `A file is told by its ending: ${[...KIND_OF_ENDING.keys()].join(', ')}.`,
  });
}
