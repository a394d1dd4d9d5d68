import { z } from 'zod';

/**
 * How texts become ids. Every field has a default, so `{}` is a whole configuration. Strict: a field that does not
 * exist is refused by name.
 */
export const textConfigSchema = z.strictObject({
  lowercase: z
    .boolean()
    .default(true)
    .describe('Fold to lower case; the embedded GloVe vectors know no other'),
  splitHyphens: z
    .boolean()
    .default(true)
    .describe('Split well-made into well, -, made: rare compounds would become <unk>'),
  maxLength: z
    .int()
    .min(1)
    .max(4096)
    .default(256)
    .describe('Longest encoded text in tokens; longer ones are cut'),
  truncate: z
    .enum(['head', 'head+tail'])
    .default('head+tail')
    .describe(
      'What is kept of a longer text: its beginning, or the first 40 % and the last 60 % of maxLength',
    ),
  minFrequency: z
    .int()
    .min(1)
    .default(2)
    .describe('Tokens seen less often in the training texts become <unk>'),
  maxSize: z
    .int()
    .min(3)
    .max(1_000_000)
    .default(30_000)
    .describe('Largest vocabulary, <pad> and <unk> included; the most frequent tokens stay'),
});

/** A whole text configuration, defaults filled in. */
export type TextConfig = Readonly<z.infer<typeof textConfigSchema>>;

/** What a person may write: any field left out takes its default. */
export type TextConfigInput = Readonly<z.input<typeof textConfigSchema>>;
