import { z } from 'zod';
import { defineAugmenter, required, textAugmenter } from '../augmenter.ts';
import type { Edit } from '../rewrite.ts';
import { countOf, sample } from '../sample.ts';
import { FUNCTION_WORDS, likeCase, wordsOf } from '../words.ts';
import { copies, freeWords, shareOf } from './common.ts';

/**
 * Neighbours of a word by its vector (Wang & Yang 2015). Vectors put opposites side by side (`good`, `bad`): antonyms that
 * WordNet names are never taken, and with the gate's `sentiment` words that carry sentiment are neither replaced nor
 * brought in.
 */
export const neighbours = defineAugmenter({
  kind: 'neighbours',
  title: 'neighbours of word vectors',
  schema: z.strictObject({
    kind: z.literal('neighbours'),
    copies,
    share: shareOf(0.05, 'Share of the words replaced, at least one'),
    nearest: z.int().min(1).max(20).default(5).describe('One of so many nearest words is drawn'),
    similarity: z
      .number()
      .min(0)
      .max(1)
      .default(0.8)
      .describe('Least cosine between the vectors of a word and its replacement'),
  }),
  needs: () => ['neighbours', 'wordnet'],
  create: ({ share, nearest, similarity }, resources) => {
    const near = required(resources, 'neighbours', 'neighbours');
    const wordnet = required(resources, 'wordnet', 'neighbours');
    const opposite = (a: string, b: string): boolean =>
      (['adj', 'noun', 'verb', 'adv'] as const).some((pos) => wordnet.antonyms(a, pos).includes(b));
    return textAugmenter('neighbours', (input) => {
      const { text, rng, isProtected } = input;
      const words = freeWords(input).filter(({ text: word }) => {
        const lower = word.toLowerCase();
        return lower.length > 2 && !FUNCTION_WORDS.has(lower);
      });
      const edits: Edit[] = [];
      // Words without a near enough neighbour are passed over, so more are drawn than are replaced.
      for (const word of sample(words, words.length, rng)) {
        if (edits.length === countOf(share, wordsOf(text).length)) break;
        const lower = word.text.toLowerCase();
        const candidates = near
          .of(lower)
          .slice(0, nearest)
          .filter(
            (one) => one.similarity >= similarity && !isProtected(one.word) && !opposite(lower, one.word),
          );
        if (candidates.length === 0) continue;
        edits.push({
          start: word.start,
          end: word.end,
          text: likeCase(word.text, rng.pick(candidates).word),
        });
      }
      return edits;
    });
  },
});
