import { z } from 'zod';
import { defineAugmenter, type AugmentInput } from '../augmenter.ts';
import { rewrite, type Rewritten } from '../rewrite.ts';
import { deletion } from './delete.ts';
import { insert } from './insert.ts';
import { swap } from './swap.ts';
import { wordnet } from './wordnet.ts';

/** The paper's recommendation by size of the training part (Wei & Zou 2019, table 3). */
const RECOMMENDED = [
  { upTo: 500, alpha: 0.05, copies: 16 },
  { upTo: 2000, alpha: 0.05, copies: 8 },
  { upTo: Infinity, alpha: 0.1, copies: 4 },
] as const;

/** The strength and the number of copies that the paper recommends for so many training examples. */
export function recommendedEda(trainingSize: number): { readonly alpha: number; readonly copies: number } {
  return RECOMMENDED.find(({ upTo }) => trainingSize <= upTo) ?? RECOMMENDED[2];
}

const OPERATIONS = ['wordnet', 'insert', 'swap', 'delete'] as const;

/**
 * Easy data augmentation (Wei & Zou 2019): each copy by one of synonym replacement, random insertion, swap and deletion.
 * Other than there, synonyms fit part of speech, meaning and form.
 */
export const eda = defineAugmenter({
  kind: 'eda',
  title: 'EDA: synonyms, insertion, swap, deletion',
  schema: z.strictObject({
    kind: z.literal('eda'),
    copies: z
      .union([z.int().min(1).max(64), z.literal('auto')])
      .default('auto')
      .describe(
        'New examples made of each training example; auto: the paper’s number for the size of the training part',
      ),
    alpha: z
      .union([z.number().gt(0).max(1), z.literal('auto')])
      .default('auto')
      .describe('Share of the words changed; auto: the paper’s α for the size of the training part'),
  }),
  needs: () => ['wordnet', 'tagger', 'inflector'],
  create: ({ alpha }, resources, setting) => {
    const share = alpha === 'auto' ? recommendedEda(setting.trainingSize).alpha : alpha;
    const parts = {
      wordnet: wordnet.create({ kind: 'wordnet', copies: 1, share, senses: 1 }, resources, setting),
      insert: insert.create({ kind: 'insert', copies: 1, share, senses: 1 }, resources, setting),
      swap: swap.create({ kind: 'swap', copies: 1, share }, resources, setting),
      delete: deletion.create({ kind: 'delete', copies: 1, share }, resources, setting),
    };
    const one = async (input: AugmentInput): Promise<Rewritten> => {
      const [result] = await parts[input.rng.pick(OPERATIONS)].augment([input]);
      return result ?? rewrite(input.text, []);
    };
    return {
      kind: 'eda',
      deterministic: false,
      augment: (inputs) => Promise.all(inputs.map(one)),
    };
  },
});
