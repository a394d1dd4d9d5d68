import { z } from 'zod';
import { defineCheck, type FoundExample } from '../check.ts';
import { clusterMembers } from './cluster-members.ts';

/** Texts of a later part (validation, test) that an earlier part holds too: a model may have seen what it is tested on. */
export const splitDuplicates = defineCheck({
  kind: 'split-duplicates',
  title: 'Duplicates across parts',
  counts: 'Texts of a later part (validation, test) with an exact or near duplicate in an earlier one.',
  severity: 'error',
  fix: 'Drop them from the later part, or split with duplicates "near", which keeps such texts in one part.',
  limit: '1%',
  options: z.strictObject({}),
  async run(context) {
    if (context.parts.length < 2) return { count: 0, examples: [], skipped: 'there is one part only' };
    const clusters = await context.duplicates();
    const exactOf = new Map(
      clusters.exact.flatMap((members) => members.map((i) => [i, members[0]] as const)),
    );
    const part = (i: number): number => context.partOf[i] ?? 0;
    const found: (FoundExample & { readonly exact: boolean })[] = [];
    for (const members of clusterMembers(clusters)) {
      for (const i of members) {
        const earlier = members.filter((other) => part(other) < part(i));
        const twin =
          earlier.find((other) => exactOf.has(i) && exactOf.get(other) === exactOf.get(i)) ?? earlier[0];
        if (twin === undefined) continue;
        const exact = exactOf.has(i) && exactOf.get(twin) === exactOf.get(i);
        const names = `${context.parts[part(i)]} and ${context.parts[part(twin)]}`;
        found.push({
          at: [i, twin],
          detail: `${exact ? 'the same text' : 'nearly the same'} in ${names}`,
          exact,
        });
      }
    }
    const exact = found.filter((each) => each.exact).length;
    return {
      count: found.length,
      total: context.partOf.reduce((sum, number) => sum + (number > 0 ? 1 : 0), 0),
      examples: [...found.filter((each) => each.exact), ...found.filter((each) => !each.exact)],
      facts: { exact, near: found.length - exact },
    };
  },
});
