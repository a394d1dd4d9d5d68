import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { evenEdges, histogram } from '../histogram.ts';

/** Different texts that share most of their word shingles with an earlier one. Exact copies are counted elsewhere. */
export const nearDuplicates = defineCheck({
  kind: 'near-duplicates',
  title: 'Near duplicates',
  counts:
    'Texts that share most of their word shingles with an earlier, different text (exact copies are not counted here).',
  severity: 'warning',
  fix: 'Look at the pairs; drop the copies, or split with duplicates "near", which keeps them in one part.',
  limit: '2%',
  options: z.strictObject({}),
  async run(context) {
    const { near, pairs, exact } = await context.duplicates();
    return {
      count: pairs.length, // each pair joins one further text to its cluster
      examples: [...pairs]
        .sort((a, b) => b.similarity - a.similarity || a.a - b.a)
        .map(({ a, b, similarity }) => ({ at: [a, b], detail: `similarity ${similarity.toFixed(2)}` })),
      facts: { clusters: near.length, 'texts with exact copies': exact.length },
      histogram: histogram(
        'Jaccard similarity of the pairs',
        pairs.map(({ similarity }) => similarity),
        evenEdges(0.2, 1, 32),
      ),
    };
  },
});
