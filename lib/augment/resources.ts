import type { Inflector } from './wordnet/inflector.ts';
import type { Tagger } from './wordnet/tagger.ts';
import type { WordNet } from './wordnet/wordnet.ts';
import type { Neighbours } from './neighbours.ts';
import type { SentimentLexicon } from './gate/lexicon.ts';
import type { MakeTranslator } from './translators/translator.ts';
import type { WordVectors } from '../embeddings/index.ts';

/** What augmenters and gates stand on. `loadResources` of `sentilab/augment/node` brings each that a configuration needs. */
export interface Resources {
  readonly wordnet?: WordNet;
  /** Parts of speech and lemmas. */
  readonly tagger?: Tagger;
  /** Puts a lemma into the form of the word it replaces. */
  readonly inflector?: Inflector;
  /** Words of similar meaning by their vectors. */
  readonly neighbours?: Neighbours;
  /** For the gate's similarity. */
  readonly vectors?: WordVectors;
  readonly lexicon?: SentimentLexicon;
  /** Makes the translator that a configuration names. */
  readonly translators?: MakeTranslator;
}
