import type { Rng } from '../../random/index.ts';
import type { Edit } from '../rewrite.ts';
import { FUNCTION_WORDS, likeCase } from '../words.ts';
import type { Inflector } from '../wordnet/inflector.ts';
import type { TaggedWord, Tagger } from '../wordnet/tagger.ts';
import type { WordNet } from '../wordnet/wordnet.ts';

/** What synonyms out of WordNet stand on. */
export interface SynonymTools {
  readonly wordnet: WordNet;
  readonly tagger: Tagger;
  readonly inflector: Inflector;
}

/** A word that has synonyms, with them in the form that fits its place. */
export interface Replaceable extends TaggedWord {
  readonly synonyms: readonly string[];
}

/**
 * The words of a text that WordNet has synonyms for: content words by their part of speech, the first `senses` meanings,
 * one-word synonyms, put into the form of the word (`films` → `movies`).
 */
export function replaceableWords(
  text: string,
  { wordnet, tagger, inflector }: SynonymTools,
  options: {
    readonly senses: number;
    readonly isProtected: (word: string) => boolean;
    /** Whether a synonym may stand for the word; both as written. Default: any. */
    readonly fits?: (word: string, synonym: string) => boolean;
  },
): Replaceable[] {
  return tagger.tag(text).flatMap((tagged) => {
    const lower = tagged.text.toLowerCase();
    if (!/^[a-z]{3,}$/.test(lower) || FUNCTION_WORDS.has(lower)) return [];
    if (options.isProtected(lower) || options.isProtected(tagged.lemma.toLowerCase())) return [];
    const synonyms = wordnet
      .synonyms(tagged.lemma, tagged.pos, { senses: options.senses })
      .filter((word) => /^[a-z]+$/.test(word))
      .flatMap((word) => inflector.inflect(word, tagged) ?? [])
      .filter((word) => word !== lower && !options.isProtected(word))
      .filter((word) => options.fits?.(lower, word) ?? true);
    return synonyms.length === 0 ? [] : [{ ...tagged, synonyms }];
  });
}

/** Each of the words replaced by one of its synonyms. */
export function replaceWords(words: readonly Replaceable[], rng: Rng): Edit[] {
  return words.map(({ start, end, text, synonyms }) => ({
    start,
    end,
    text: likeCase(text, rng.pick(synonyms)),
  }));
}
