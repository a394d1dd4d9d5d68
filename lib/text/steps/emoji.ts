import { z } from 'zod';
import { defineStep } from './step.ts';

/**
 * A picture with its skin tone or variation, pictures joined to one, a flag, a keycap. Text that Unicode counts among the
 * pictures (©, ®, ™, ‼, ⁉) is none here.
 */
const PICTURE = String.raw`(?![\u00a9\u00ae\u2122\u203c\u2049])\p{Extended_Pictographic}[\ufe0e\ufe0f]?\p{Emoji_Modifier}?`;
const EMOJI = new RegExp(
  String.raw`${PICTURE}(?:\u200d${PICTURE})*|\p{Regional_Indicator}{2}|[#*0-9]\ufe0f?\u20e3`,
  'gu',
);
/** What differs between two spellings of the same picture. */
const VARIANT = /[\ufe0e\ufe0f]|\p{Emoji_Modifier}/gu;

const handling = z.enum(['name', 'keep', 'remove']).default('name');

/**
 * Emoji and emoticons: `name` writes what they show as words that have vectors (😀 → grinning face, :( → frowning), `remove` takes them out, `keep` leaves them. Names of pictures are Unicode's; emoticons and their names are those of the package `emoticon` that begin
 * with no letter or digit ("8)" is the end of a list), by themselves between spaces or punctuation. Goes before `unicode`,
 * which takes the joints out of joined pictures, and before `lowercase`, which makes :d of :D.
 */
export const emoji = defineStep({
  stage: 'text',
  schema: z.strictObject({
    kind: z.literal('emoji'),
    emoji: handling.describe('What becomes of pictures'),
    emoticons: handling.describe('What becomes of :-) and its like'),
  }),
  load: async () => ({
    pictures: (await import('gemoji')).gemoji,
    faces: (await import('emoticon')).emoticon,
  }),
  create: (config, { loaded: { pictures, faces } }) => {
    const names = new Map(
      pictures.map((picture) => [picture.emoji.replace(VARIANT, ''), picture.description]),
    );
    const faceNames = new Map(
      faces.flatMap((face) => face.emoticons.map((text) => [text, face.name.replaceAll('_', ' ')] as const)),
    );
    const known = [...faceNames.keys()].filter((face) => !/^[\p{L}\p{N}]/u.test(face));
    const face = new RegExp(
      `(?<![^\\s.!?,])(?:${known
        // The longest first: :-)) before :-).
        .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
        .map((text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
        .join('|')})(?![^\\s.!?,])`,
      'gu',
    );
    const word = (name: string | undefined): string => ` ${name ?? 'emoji'} `;
    return (draft) => {
      switch (config.emoticons) {
        case 'name':
          draft.replace(face, (text) => word(faceNames.get(text)));
          break;
        case 'remove':
          draft.replace(face, ' ');
          break;
        case 'keep':
          break;
      }
      switch (config.emoji) {
        case 'name':
          draft.replace(EMOJI, (text) => word(names.get(text.replace(VARIANT, ''))));
          break;
        case 'remove':
          draft.replace(EMOJI, ' ');
          break;
        case 'keep':
          break;
      }
    };
  },
});
