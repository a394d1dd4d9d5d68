import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { codePointName } from '../excerpt.ts';
import { matchesOf, someOf, textsWith } from './matches.ts';

/** All control characters but tab and line ends; the bytes of Windows-1252 read as Latin-1 land here (U+0080 … U+009F). */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g;

/** Control characters other than white space. The default pipeline mends Windows-1252's and drops the rest. */
export const controlCharacters = defineCheck({
  kind: 'control-characters',
  title: 'Control characters',
  counts: 'Texts with control characters other than tab and line ends.',
  severity: 'warning',
  fix: 'Read the source as Windows-1252 where they are U+0080 … U+009F; the text step "unicode" mends those.',
  limit: 'none',
  options: z.strictObject({}),
  run: (context) =>
    textsWith(
      context,
      (text) => matchesOf(text, CONTROL),
      (found) => someOf(found.map(codePointName)),
    ),
});
