import { z } from 'zod';
import { defineCheck } from '../check.ts';

/** Texts that repeat an earlier one up to case and white space. The first of each is not counted. */
export const duplicates = defineCheck({
  kind: 'duplicates',
  title: 'Exact duplicates',
  counts:
    'Texts that repeat an earlier one (same text up to case and white space; the first of each is not counted).',
  severity: 'warning',
  fix: 'Drop the copies, or split with sentilab/data: it keeps copies in one part.',
  limit: '1%',
  options: z.strictObject({}),
  async run(context) {
    const { exact } = await context.duplicates();
    const count = exact.reduce((sum, { length }) => sum + length - 1, 0);
    return {
      count,
      examples: [...exact]
        .sort((a, b) => b.length - a.length)
        .map((at) => ({ at, detail: `${at.length} copies` })),
      facts: { 'texts with copies': exact.length, 'different texts': context.examples.length - count },
    };
  },
});
