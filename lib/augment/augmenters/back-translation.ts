import { z } from 'zod';
import { defineAugmenter, required } from '../augmenter.ts';
import { backTranslate } from '../translators/back-translate.ts';
import { translatorConfigSchema } from '../translators/translator.ts';

/** To another language and back (Sennrich, Haddow and Birch 2016): one copy, since the same text comes back each time. */
export const backTranslation = defineAugmenter({
  kind: 'back-translation',
  title: 'translated and back',
  schema: z.strictObject({
    kind: z.literal('back-translation'),
    copies: z
      .literal(1)
      .default(1)
      .describe('New examples made of each training example: a translator gives one'),
    translator: translatorConfigSchema.describe('Who translates'),
  }),
  needs: ({ translator }) =>
    translator.kind === 'synset-pivot' ? ['translators', 'wordnet', 'tagger', 'inflector'] : ['translators'],
  create: ({ translator }, resources) => {
    const made = required(resources, 'translators', 'back-translation')(translator);
    return {
      kind: 'back-translation',
      deterministic: true,
      augment: (inputs) =>
        backTranslate(
          inputs.map(({ text }) => text),
          made,
        ),
    };
  },
});
