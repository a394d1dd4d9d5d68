import { expansions } from '../edits/contractions.ts';
import { rewrite, type Rewritten } from '../rewrite.ts';
import { alignWords } from './align.ts';
import type { Translator } from './translator.ts';

/**
 * Texts to another language and back (Sennrich, Haddow and Birch 2016). Contractions are written out first (`did n't` is no
 * word of any translator), markup is left out. A text that comes back empty is given back as it was.
 *
 * @returns in the order given, with the words' origins told by comparing
 */
export async function backTranslate(texts: readonly string[], translator: Translator): Promise<Rewritten[]> {
  const there = await translator.translate(texts.map(prepared), 'there');
  const back = await translator.translate(there, 'back');
  return texts.map((text, i) => alignWords(text, back[i]?.trim() || text));
}

function prepared(text: string): string {
  const plain = text.replace(/<[a-z/!][^<>]*>/gi, ' ');
  const { text: whole } = rewrite(plain, expansions(plain));
  return whole
    .replace(/(?<![\p{L}'\u2019])i(?![\p{L}'\u2019])/gu, 'I')
    .replace(/\s+/g, ' ')
    .trim();
}
