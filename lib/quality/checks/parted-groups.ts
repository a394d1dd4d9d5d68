import { z } from 'zod';
import { defineCheck } from '../check.ts';

/** Groups (films, authors) that lie in several parts: what belongs together leaks from one into the other. */
export const partedGroups = defineCheck({
  kind: 'parted-groups',
  title: 'Groups across parts',
  counts: 'Examples of a later part whose group is also in an earlier one.',
  severity: 'error',
  fix: 'Split with kind "blocks": groups then stay whole.',
  limit: 0,
  options: z.strictObject({}),
  async run(context) {
    if (context.parts.length < 2) return { count: 0, examples: [], skipped: 'there is one part only' };
    const groups = new Map<string, number[]>();
    await context.each(({ group }, i) => {
      if (group === undefined) return;
      const members = groups.get(group);
      if (members) members.push(i);
      else groups.set(group, [i]);
    });
    if (groups.size === 0) return { count: 0, examples: [], skipped: 'no example has a group' };
    const part = (i: number): number => context.partOf[i] ?? 0;
    const parted = [...groups].flatMap(([group, members]) => {
      const first = Math.min(...members.map(part));
      const later = members.filter((i) => part(i) > first);
      return later.length === 0 ? [] : [{ group, first, later }];
    });
    return {
      count: parted.reduce((sum, { later }) => sum + later.length, 0),
      total: context.partOf.reduce((sum, number) => sum + (number > 0 ? 1 : 0), 0),
      examples: parted.map(({ group, first, later }) => ({
        at: later,
        detail: `group ${group} is also in ${context.parts[first] ?? ''}`,
      })),
      facts: { 'groups in several parts': parted.length, groups: groups.size },
    };
  },
});
