import { z } from 'zod';
import { normalizeText } from '../../text/index.ts';
import { defineCheck, type FoundExample } from '../check.ts';

/** Letters of the text that are looked at: more changes no verdict and takes time. */
const LOOKED_AT = 600;

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
  async run(context, { expected, minCharacters, margin }) {
    const { eld } = await import('eld/small');
    const examples: (FoundExample & { readonly lead: number })[] = [];
    const languages = new Map<string, number>();
    let judged = 0;
    await context.each(({ text }, i) => {
      const plain = normalizeText(text.slice(0, 4 * LOOKED_AT)).slice(0, LOOKED_AT);
      if (plain.length < minCharacters) return;
      judged++;
      const result = eld.detect(plain);
      if (result.language === expected || result.language === '') return;
      const scores = result.getScores();
      const lead = (scores[result.language] ?? 0) - (scores[expected] ?? 0);
      if (lead < margin) return;
      languages.set(result.language, (languages.get(result.language) ?? 0) + 1);
      examples.push({ at: [i], detail: `${nameOf(result.language)}, ahead by ${lead.toFixed(2)}`, lead });
    });
    return {
      count: examples.length,
      examples: examples.sort((a, b) => b.lead - a.lead),
      facts: {
        judged,
        ...Object.fromEntries(
          [...languages].sort((a, b) => b[1] - a[1]).map(([code, n]) => [nameOf(code), n]),
        ),
      },
    };
  },
});

const NAMES = new Intl.DisplayNames(['en'], { type: 'language' });

function nameOf(code: string): string {
  return NAMES.of(code) ?? code;
}
