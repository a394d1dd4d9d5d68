import { z } from 'zod';
import { defineCheck, type FoundExample } from '../check.ts';
import { wordCount } from '../words.ts';

/** Texts of very few words: their label rests on next to nothing. */
export const tooShort = defineCheck({
  kind: 'too-short',
  title: 'Too short',
  counts: 'Texts with at least one word but fewer than minWords.',
  severity: 'info',
  fix: 'Read a few; drop what carries no opinion.',
  limit: '1%',
  options: z.strictObject({
    minWords: z.int().min(1).default(3).describe('Words a text has at least'),
  }),
  async run(context, { minWords }) {
    const tokens = await context.tokens();
    const examples: (FoundExample & { readonly words: number })[] = [];
    await context.each((_, i) => {
      const words = wordCount(tokens[i] ?? []);
      if (words > 0 && words < minWords)
        examples.push({ at: [i], detail: `${words} ${words === 1 ? 'word' : 'words'}`, words });
    });
    return { count: examples.length, examples: examples.sort((a, b) => a.words - b.words) };
  },
});
