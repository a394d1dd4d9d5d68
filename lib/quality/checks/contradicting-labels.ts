import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { clusterMembers } from './cluster-members.ts';

/** Duplicates, exact or near, that do not agree on the label: at least one of them is wrong. */
export const contradictingLabels = defineCheck({
  kind: 'contradicting-labels',
  title: 'Duplicates with contradicting labels',
  counts: 'Texts in a cluster of exact or near duplicates that holds both labels.',
  severity: 'error',
  fix: 'Decide which label is right, or drop the whole cluster.',
  limit: '0.1%',
  options: z.strictObject({}),
  async run(context) {
    const clusters = await context.duplicates();
    const near = new Set(clusters.near.map(([first]) => first));
    const mixed = clusterMembers(clusters).filter(
      (members) => new Set(members.map((i) => context.examples[i]?.label)).size > 1,
    );
    return {
      count: mixed.reduce((sum, { length }) => sum + length, 0),
      examples: mixed.map((at) => ({
        at,
        detail: `${near.has(at[0]) ? 'nearly the same text' : 'the same text'}, labels ${at.map((i) => context.examples[i]?.label).join(' ')}`,
      })),
      facts: { clusters: mixed.length },
    };
  },
});
