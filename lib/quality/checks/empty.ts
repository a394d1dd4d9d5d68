import { z } from 'zod';
import { normalizeText } from '../../text/index.ts';
import { defineCheck, type FoundExample } from '../check.ts';

/** Texts with no letter and no digit once markup is gone: nothing to learn from. */
export const empty = defineCheck({
  kind: 'empty',
  title: 'Empty texts',
  counts: 'Texts without a letter or digit once markup is removed.',
  severity: 'error',
  fix: 'Drop them, or look at how the column was read.',
  limit: 0,
  options: z.strictObject({}),
  async run(context) {
    const examples: FoundExample[] = [];
    await context.each(({ text }, i) => {
      if (/[a-z0-9]/i.test(text.slice(0, 20)) && !/[<&]/.test(text)) return; // the quick look that nearly all pass
      if (!/[\p{L}\p{N}]/u.test(normalizeText(text)))
        examples.push({
          at: [i],
          detail: text === '' ? 'nothing at all' : `${text.length} characters, no word`,
        });
    });
    return { count: examples.length, examples };
  },
});
