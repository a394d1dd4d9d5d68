import { z } from 'zod';
import { defineAugmenter, textAugmenter } from '../augmenter.ts';
import { contractions as contracted, expansions } from '../edits/contractions.ts';
import type { Edit } from '../rewrite.ts';
import { copies, shareOf } from './common.ts';

/** `don't` → `do not` and back. Texts without either are left alone, which the report counts as unchanged. */
export const contractions = defineAugmenter({
  kind: 'contractions',
  title: 'contractions written out, or drawn together',
  schema: z.strictObject({
    kind: z.literal('contractions'),
    copies,
    direction: z
      .enum(['both', 'expand', 'contract'])
      .default('both')
      .describe('expand: do not for don’t; contract: don’t for do not'),
    share: shareOf(1, 'Probability that a contraction is changed; one always is'),
  }),
  needs: () => [],
  create: ({ direction, share }) =>
    textAugmenter(
      'contractions',
      ({ text, rng }) => {
        const edits = apart([
          ...(direction === 'contract' ? [] : expansions(text)),
          ...(direction === 'expand' ? [] : contracted(text)),
        ]);
        if (share === 1 || edits.length === 0) return edits;
        const chosen = edits.filter(() => rng.float() < share);
        return chosen.length === 0 ? [rng.pick(edits)] : chosen;
      },
      { deterministic: share === 1 },
    ),
});

/** Without changes that overlap an earlier one: in "it's not" both the contraction and the pair could be meant. */
function apart(edits: readonly Edit[]): Edit[] {
  const kept: Edit[] = [];
  for (const edit of edits.slice().sort((a, b) => a.start - b.start))
    if (edit.start >= (kept[kept.length - 1]?.end ?? 0)) kept.push(edit);
  return kept;
}
