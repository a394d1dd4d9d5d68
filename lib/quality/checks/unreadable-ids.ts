import { z } from 'zod';
import { defineCheck, type FoundExample } from '../check.ts';

/** Ids and groups that are hard to write down or to tell apart: empty, very long, with white space at the ends or controls. */
export const unreadableIds = defineCheck({
  kind: 'unreadable-ids',
  title: 'Unreadable ids or groups',
  counts:
    'Examples whose id or group is empty, longer than maxLength, or has control characters or white space at its ends.',
  severity: 'warning',
  fix: 'Use short plain ids, for example reviews/17.',
  limit: 0,
  options: z.strictObject({
    maxLength: z.int().min(1).default(200).describe('Characters of an id or group at most'),
  }),
  async run(context, { maxLength }) {
    const examples: FoundExample[] = [];
    await context.each(({ id, group }, i) => {
      const faults = [
        faultOf('id', id, maxLength),
        group === undefined ? '' : faultOf('group', group, maxLength),
      ];
      const detail = faults.filter(Boolean).join('; ');
      if (detail !== '') examples.push({ at: [i], detail });
    });
    return { count: examples.length, examples };
  },
});

function faultOf(name: string, value: string, maxLength: number): string {
  if (value.trim() === '') return `${name} is empty`;
  if (value !== value.trim()) return `${name} has white space at its ends`;
  if (value.length > maxLength) return `${name} has ${value.length} characters`;
  return /[\p{Control}\p{Surrogate}\ufffd]/u.test(value) ? `${name} has control or lost characters` : '';
}
