import { decodeHTML } from 'entities';
import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { matchesOf, someOf, textsWith } from './matches.ts';

const MARKUP =
  /<(?:\/?[a-z][^<>]*|!--[^>]*--|!doctype[^<>]*)>|&(?:[a-z][a-z0-9]{1,31}|#\d{1,7}|#x[0-9a-f]{1,6});/gi;

/** Tags and entities that were left in the text. The default pipeline removes them; other readers of the data do not. */
export const htmlRemains = defineCheck({
  kind: 'html',
  title: 'HTML remains',
  counts: 'Texts with HTML tags or entities in them.',
  severity: 'info',
  fix: 'Keep the step "html" in the text pipeline: it decodes entities and turns tags into spaces.',
  limit: 'none',
  options: z.strictObject({}),
  run: (context) =>
    textsWith(
      context,
      (text) =>
        text.includes('<') || text.includes('&')
          ? // "&foo;" is an entity only if HTML knows it.
            matchesOf(text, MARKUP).filter(({ what }) => !what.startsWith('&') || decodeHTML(what) !== what)
          : [],
      someOf,
    ),
});
