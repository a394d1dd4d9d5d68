import { z } from 'zod';

/** What people say of runs: kept beside the results in `viewer.json`, so that colleagues see it too. */
export const marksSchema = z.strictObject({
  schemaVersion: z.literal(1),
  /** Run that others are held against; null: none. */
  baseline: z.string().max(200).nullable(),
  runs: z.record(
    z.string().max(200),
    z.strictObject({
      star: z.boolean().optional(),
      tags: z.array(z.string().min(1).max(50)).max(20).optional(),
      note: z.string().max(10_000).optional(),
    }),
  ),
  /** Named views: the fragment of the page's address. */
  views: z.array(z.strictObject({ name: z.string().min(1).max(80), view: z.string().max(8000) })).max(200),
});

/** Stars, tags, notes, baseline and views of one experiment. */
export type Marks = z.infer<typeof marksSchema>;
/** What was said of one run. */
export type RunMark = Marks['runs'][string];

/** Nothing said yet. */
export const NO_MARKS: Marks = { schemaVersion: 1, baseline: null, runs: {}, views: [] };
