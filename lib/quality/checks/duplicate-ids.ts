import { z } from 'zod';
import { defineCheck } from '../check.ts';

/** Examples that share their id with an earlier one: records cannot tell them apart. */
export const duplicateIds = defineCheck({
  kind: 'duplicate-ids',
  title: 'Ids used twice',
  counts: 'Examples whose id an earlier one has already.',
  severity: 'error',
  fix: 'Give every example an id of its own, or leave the id column out.',
  limit: 0,
  options: z.strictObject({}),
  async run(context) {
    const byId = new Map<string, number[]>();
    await context.each(({ id }, i) => {
      const same = byId.get(id);
      if (same) same.push(i);
      else byId.set(id, [i]);
    });
    const twice = [...byId.values()].filter(({ length }) => length > 1);
    return {
      count: twice.reduce((sum, { length }) => sum + length - 1, 0),
      examples: twice.map((at) => ({ at, detail: `${at.length} examples with this id` })),
    };
  },
});
