import type { ItsFunction } from 'wink-nlp';
import type { Span } from '../rewrite.ts';
import type { WordNetPos } from './wordnet.ts';

/** A content word with its part of speech. */
export interface TaggedWord extends Span {
  readonly text: string;
  readonly pos: WordNetPos;
  /** Base form: `run` of `running`. */
  readonly lemma: string;
}

/** Finds the nouns, verbs, adjectives and adverbs of a text. */
export interface Tagger {
  /** Names and auxiliary verbs are left out: they have no synonyms. */
  tag(text: string): TaggedWord[];
}

const POS: Readonly<Record<string, WordNetPos>> = { NOUN: 'noun', VERB: 'verb', ADJ: 'adj', ADV: 'adv' };

/** wink-nlp's tokenizer takes quadratic time within a stretch without white space; no word is so long. */
const TOO_LONG = /\S{257,}/g;

/** Universal parts of speech and lemmas by wink-nlp with its small English model; loaded on the first call. */
export async function createTagger(): Promise<Tagger> {
  const { default: winkNLP } = await import('wink-nlp');
  const { default: model } = await import('wink-eng-lite-web-model');
  const nlp = winkNLP(model, ['sbd', 'pos']);
  // The package gives `lemma` other parameters than `out` takes.
  const getters = nlp.its as unknown as Readonly<Record<'value' | 'pos' | 'lemma', ItsFunction<string>>>;
  return {
    tag(text) {
      // Spaces of the same length keep all offsets.
      const tokens = nlp.readDoc(text.replace(TOO_LONG, (chunk) => ' '.repeat(chunk.length))).tokens();
      const parts = tokens.out(getters.pos);
      const lemmas = tokens.out(getters.lemma);
      const tagged: TaggedWord[] = [];
      let from = 0;
      for (const [i, value] of tokens.out(getters.value).entries()) {
        const start = text.indexOf(value, from);
        if (start === -1) continue; // wink rewrites a few characters; such a token is none of the words we change
        const end = start + value.length;
        from = end;
        const pos = POS[parts[i] ?? ''];
        if (pos) tagged.push({ text: value, start, end, pos, lemma: lemmas[i] ?? value });
      }
      return tagged;
    },
  };
}
