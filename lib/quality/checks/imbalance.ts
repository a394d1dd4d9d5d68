import { z } from 'zod';
import { defineCheck } from '../check.ts';

/** Far more examples of one class than of the other: accuracy then says little. */
export const imbalance = defineCheck({
  kind: 'imbalance',
  title: 'Unbalanced classes',
  counts: 'Examples that the larger class has more than the smaller, where the smaller is below minShare.',
  severity: 'warning',
  fix: 'Use class weights or over-sampling (data.balance), and look at F1 instead of accuracy.',
  limit: '50%',
  options: z.strictObject({
    minShare: z.number().min(0).max(0.5).default(0.4).describe('Share the smaller class has at least'),
  }),
  async run(context, { minShare }) {
    const total = context.examples.length;
    let positives = 0;
    await context.each(({ label }) => (positives += label));
    const smaller = Math.min(positives, total - positives);
    return {
      count: smaller < minShare * total ? total - 2 * smaller : 0,
      examples: [],
      facts: { 'share of the smaller class': total === 0 ? 0 : smaller / total },
    };
  },
});
