import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { matchesOf, someOf, textsWith } from './matches.ts';

/** What UTF-8's continuation bytes 0x80 … 0xbf look like as Latin-1 or Windows-1252. */
const REST = '[\\u0080-\\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]';

/**
 * UTF-8 that was read as Latin-1 or Windows-1252. Only sequences that no language writes: `É…` and `à”` are left alone,
 * although they could be such bytes.
 */
const MOJIBAKE = new RegExp(
  [
    `[ÂÃ]${REST}`, // é as Ã©, no-break space as Â
    `â(?:€|[‚„†‡ˆ‰Šœž\\u0080-\\u009f]${REST})`, // ’ as â€™, ™ as â„¢
    `ð[Ÿ\\u009f]${REST}`, // emoji
    'ï»¿|ï¿½', // byte order mark, replacement character
    `(?:[ÄÅÎÏÐÑØÙ]${REST}){2,}`, // letters beyond Latin-1 come in a row
  ].join('|'),
  'g',
);

/** Texts that were decoded with the wrong encoding: `cafÃ©`, `itâ€™s`. */
export const mojibake = defineCheck({
  kind: 'mojibake',
  title: 'Wrongly decoded text',
  counts: 'Texts with UTF-8 that was read as Latin-1 or Windows-1252 (cafÃ© for café).',
  severity: 'error',
  fix: 'Read the source as UTF-8, or have its producer write UTF-8 once, not twice.',
  limit: '0.1%',
  options: z.strictObject({}),
  run: (context) =>
    // eslint-disable-next-line no-control-regex -- one cheap look: nearly all texts are ASCII
    textsWith(context, (text) => (/[^\x00-\x7f]/.test(text) ? matchesOf(text, MOJIBAKE) : []), someOf),
});
