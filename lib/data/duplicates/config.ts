import { z } from 'zod';

/** When two texts count as near duplicates. Every field has a default. */
export const duplicatesConfigSchema = z.strictObject({
  threshold: z
    .number()
    .min(0.4) // below, nearly every review shares a bucket with every other
    .max(1)
    .default(0.6)
    .describe('Share of common word shingles (Jaccard) from which two texts are near duplicates'),
  shingle: z.int().min(1).max(20).default(3).describe('Words per shingle'),
  hashes: z
    .int()
    .min(16)
    .max(1024)
    .default(128)
    .describe('Length of a MinHash signature: more find pairs at the threshold more surely, and take longer'),
});

/** A whole configuration, defaults filled in. */
export type DuplicatesConfig = Readonly<z.infer<typeof duplicatesConfigSchema>>;

/** What a person may write: any field left out takes its default. */
export type DuplicatesConfigInput = Readonly<z.input<typeof duplicatesConfigSchema>>;
