import type { LanguageDetector } from '../text/index.ts';
import type { PredictionWarning } from './prediction.ts';
import { hasWord, type Reading } from './scorer.ts';

/** Says which language a text is in that is not the model's; null when it is, or cannot be told. */
export type ForeignLanguage = (text: string) => string | null;

/** Texts of which the model does not know this share of the tokens are looked at for their language. */
const UNKNOWN_SHARE = 1 / 3;
/** As in the data check: shorter texts are not judged, and the other language must be ahead by so much. */
const LIMITS = { minCharacters: 40, margin: 0.1 };
/** Most frequent words of a model that tell its own language. */
const OWN_WORDS = 300;

/**
 * Judges languages for one model, whose own is told from its most frequent words. A model whose language cannot be told
 * reliably says nothing of others.
 *
 * @param tokens of its vocabulary, most frequent first
 */
export function foreignLanguage(detector: LanguageDetector, tokens: readonly string[]): ForeignLanguage {
  const own = tokens.filter((token) => /^\p{L}{2,}$/u.test(token)).slice(0, OWN_WORDS);
  const expected = detector.detect(own.join(' '));
  if (expected === null) return () => null;
  return (text) => detector.other(text, { ...LIMITS, expected })?.name ?? null;
}

/** The warning a text deserves, or undefined. */
export function warningFor(reading: Reading, foreign: ForeignLanguage): PredictionWarning | undefined {
  const { tokens, read, unknown, knownWords, normalized } = reading;
  if (tokens === 0) return { kind: 'empty', message: 'The text holds no word: the answer means nothing.' };
  if (knownWords === 0 && !hasWord(normalized()))
    return {
      kind: 'no-words',
      message: 'The text holds no word of two letters: the answer is little more than a guess.',
    };
  const language = unknown >= UNKNOWN_SHARE * read ? foreign(normalized()) : null;
  if (language !== null)
    return {
      kind: 'other-language',
      message: `The text seems to be ${language}: the model was trained on another language.`,
    };
  if (knownWords === 0)
    return {
      kind: 'unknown-words',
      message: 'The model knows none of the words: the answer is little more than a guess.',
    };
  if (tokens > read)
    return {
      kind: 'truncated',
      message: `The text has ${tokens} tokens; the model has read ${read} of them.`,
    };
  return undefined;
}
