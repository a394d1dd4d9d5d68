import { z } from 'zod';
import { defineCheck, type FoundExample } from '../check.ts';
import { wordCount } from '../words.ts';

/** Texts so long that they are rather several texts, or one that was read wrongly. */
export const tooLong = defineCheck({
  kind: 'too-long',
  title: 'Too long',
  counts: 'Texts with more than maxWords words.',
  severity: 'info',
  fix: 'Look for several texts in one field; what is really that long is cut by text.maxLength.',
  limit: '1%',
  options: z.strictObject({
    maxWords: z.int().min(1).default(1500).describe('Words a text has at most'),
  }),
  async run(context, { maxWords }) {
    const tokens = await context.tokens();
    const examples: (FoundExample & { readonly words: number })[] = [];
    await context.each((_, i) => {
      const words = wordCount(tokens[i] ?? []);
      if (words > maxWords) examples.push({ at: [i], detail: `${words} words`, words });
    });
    return { count: examples.length, examples: examples.sort((a, b) => b.words - a.words) };
  },
});
