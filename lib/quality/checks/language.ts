import { z } from 'zod';
import { loadLanguageDetector } from '../../text/index.ts';
import { defineCheck, type FoundExample } from '../check.ts';

/** Texts in another language than the data set's. */
export const language = defineCheck({
  kind: 'language',
  title: 'Another language',
  counts: 'Texts that are rather in another language than the expected one.',
  severity: 'warning',
  fix: 'Drop them: a vocabulary of one language knows next to none of their words.',
  limit: '1%',
  options: z.strictObject({
    expected: z
      .string()
      .regex(/^[a-z]{2}$/, 'A language is two letters of ISO 639-1, for example "en"')
      .default('en')
      .describe('ISO 639-1'),
    minCharacters: z.int().min(1).default(40).describe('Shorter texts are not judged'),
    margin: z
      .number()
      .min(0)
      .max(1)
      .default(0.1)
      .describe('How much higher the other language scores (0 … 1) before it is believed'),
  }),
  async run(context, limits) {
    const detector = await loadLanguageDetector();
    const examples: (FoundExample & { readonly lead: number })[] = [];
    const languages = new Map<string, number>();
    let judged = 0;
    await context.each(({ text }, i) => {
      const other = detector.other(text, limits);
      if (other === undefined) return;
      judged++;
      if (other === null) return;
      const { name, lead } = other;
      languages.set(name, (languages.get(name) ?? 0) + 1);
      examples.push({ at: [i], detail: `${name}, ahead by ${lead.toFixed(2)}`, lead });
    });
    return {
      count: examples.length,
      examples: examples.sort((a, b) => b.lead - a.lead),
      facts: {
        judged,
        ...Object.fromEntries([...languages].sort((a, b) => b[1] - a[1])),
      },
    };
  },
});
