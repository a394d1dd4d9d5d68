import { z } from 'zod';
import { defineCheck, type FoundExample } from '../check.ts';

/** Labels that the star rating contradicts. */
export const ratingContradicts = defineCheck({
  kind: 'rating',
  title: 'Rating contradicts label',
  counts: 'Examples whose star rating (1–10) says the other label, or lies between the two.',
  severity: 'error',
  fix: 'Look at the label mapping first; then correct or drop them.',
  limit: 0,
  options: z.strictObject({
    negativeUpTo: z.number().min(1).max(10).default(4).describe('Stars a negative example has at most'),
    positiveFrom: z.number().min(1).max(10).default(7).describe('Stars a positive example has at least'),
  }),
  async run(context, { negativeUpTo, positiveFrom }) {
    const examples: FoundExample[] = [];
    let rated = 0;
    await context.each(({ rating, label }, i) => {
      if (rating === undefined) return;
      rated++;
      if (label === 1 ? rating < positiveFrom : rating > negativeUpTo)
        examples.push({
          at: [i],
          detail: `${rating} stars, labelled ${label === 1 ? 'positive' : 'negative'}`,
        });
    });
    if (rated === 0) return { count: 0, examples: [], skipped: 'no example has a rating' };
    return { count: examples.length, total: rated, examples, facts: { rated } };
  },
});
