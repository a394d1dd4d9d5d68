import { z } from 'zod';
import { defineStep } from './step.ts';

/** Up to the next white space, quote or angle bracket, without the punctuation of the sentence round it. */
const URL = /(?<![\p{L}\p{N}])(?:(?:https?|ftp):\/\/|www\.)[^\s<>"'`]*[^\s<>"'`.,;:!?()[\]]/giu;

/** One word in place of every web address: no two are alike, and none says whether a film is good. */
export const urls = defineStep({
  stage: 'text',
  schema: z.strictObject({
    kind: z.literal('urls'),
    by: z.string().default('url').describe('What stands in place of an address; nothing removes it'),
  }),
  create:
    ({ by }) =>
    (draft) => {
      draft.replace(URL, by);
    },
});
