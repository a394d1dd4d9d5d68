import type { WordVectors } from '../../embeddings/index.ts';
import { cosine } from '../neighbours.ts';
import { likeCase } from '../words.ts';
import type { WordNetPos } from '../wordnet/wordnet.ts';
import { replaceableWords, type SynonymTools } from '../edits/synonyms.ts';
import type { Translator } from './translator.ts';

/** A meaning's name in the text: `⟦noun:6626039:films:film⟧`. */
const NAME = /\u27e6(\w+):(\d+):([^:\u27e7]*):([^:\u27e7]*)\u27e7/gu;

/** Least cosine between the vectors of a word and the one that comes back for it. */
const NEAR = 0.8;

/**
 * Not a translation: each content word becomes the name of its most frequent WordNet meaning and comes back as the first
 * other word of that meaning. It stands in where no translator is at hand; order and grammar stay as they were.
 */
export function synsetPivot(tools: SynonymTools, vectors: WordVectors): Translator {
  const { wordnet, inflector } = tools;
  const fits = (word: string, other: string): boolean => cosine(vectors, word, other) >= NEAR;
  return {
    title: 'WordNet meanings (not a translation)',
    isTranslation: false,
    translate: async (texts, direction) =>
      texts.map((text) => (direction === 'there' ? toNames(text) : fromNames(text))),
  };

  function toNames(text: string): string {
    let named = text;
    for (const word of replaceableWords(text, tools, {
      senses: 1,
      isProtected: () => false,
      fits,
    }).reverse()) {
      const [meaning] = wordnet.synsets(word.lemma, word.pos);
      if (!meaning) continue;
      const name = `\u27e6${word.pos}:${meaning.offset}:${word.text}:${word.lemma}\u27e7`;
      named = named.slice(0, word.start) + name + named.slice(word.end);
    }
    return named;
  }

  function fromNames(text: string): string {
    return text.replace(NAME, (_whole, pos: WordNetPos, offset: string, like: string, lemma: string) => {
      const meaning = wordnet.synsets(lemma, pos).find((synset) => synset.offset === Number(offset));
      const other = meaning?.words.find(
        (word) => /^[a-z]+$/.test(word) && word !== lemma.toLowerCase() && fits(lemma.toLowerCase(), word),
      );
      const form = other === undefined ? null : inflector.inflect(other, { text: like, lemma, pos });
      return likeCase(like, form ?? like);
    });
  }
}
