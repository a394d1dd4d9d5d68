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

/** Which words may be replaced, and by what. */
export interface SynonymRules {
  /** Meanings of a word whose synonyms are taken, the most frequent first. */
  readonly senses: number;
  /** Words that are neither replaced nor brought in. */
  readonly isProtected: (word: string) => boolean;
  /** Whether a synonym may stand for a word; asked of the base forms, then of the forms in the text. Default: any. */
  readonly fits?: (word: string, synonym: string) => boolean;
}

/** A word that has synonyms, in base form. */
export interface Replaceable extends TaggedWord {
  readonly synonyms: readonly string[];
}

/**
 * The words of a text that WordNet has synonyms for: content words by their part of speech, the first meanings, synonyms of
 * one word.
 */
export function replaceableWords(
  text: string,
  { wordnet, tagger }: SynonymTools,
  { senses, isProtected, fits = () => true }: SynonymRules,
): Replaceable[] {
  return tagger.tag(text).flatMap((tagged) => {
    const lower = tagged.text.toLowerCase();
    const lemma = tagged.lemma.toLowerCase();
    if (!/^[a-z]{3,}$/.test(lower) || FUNCTION_WORDS.has(lower)) return [];
    if (isProtected(lower) || isProtected(lemma)) return [];
    const synonyms = wordnet
      .synonyms(tagged.lemma, tagged.pos, { senses })
      .filter((word) => /^[a-z]+$/.test(word) && !isProtected(word) && fits(lemma, word));
    return synonyms.length === 0 ? [] : [{ ...tagged, synonyms }];
  });
}

/**
 * A synonym of the word, drawn, in the word's form (`films` → `movies`); null when none can be put into it. Forms are
 * looked up for what is drawn alone: they are what costs time.
 */
export function drawSynonym(
  word: Replaceable,
  { inflector }: SynonymTools,
  { isProtected, fits = () => true }: SynonymRules,
  rng: Rng,
): string | null {
  const lower = word.text.toLowerCase();
  for (const synonym of rng.shuffle(word.synonyms)) {
    const form = inflector.inflect(synonym, word);
    if (form !== null && form !== lower && !isProtected(form) && fits(lower, form)) return form;
  }
  return null;
}

/** `count` of the words, drawn, each replaced by a drawn synonym; fewer where there are not so many. */
export function replaceSome(
  words: readonly Replaceable[],
  count: number,
  tools: SynonymTools,
  rules: SynonymRules,
  rng: Rng,
): Edit[] {
  const edits: Edit[] = [];
  for (const word of rng.shuffle(words)) {
    if (edits.length === count) break;
    const synonym = drawSynonym(word, tools, rules, rng);
    const { start, end, text } = word;
    if (synonym !== null) edits.push({ start, end, text: likeCase(text, synonym) });
  }
  return edits;
}
