import { normalizeText } from './normalize.ts';

/** Letters of the text that are looked at: more changes no verdict and takes time. */
const LOOKED_AT = 600;

/** When a text counts as one in another language. */
export interface LanguageLimits {
  /** The language that is expected, ISO 639-1. */
  readonly expected: string;
  /** Shorter texts are not judged. */
  readonly minCharacters: number;
  /** How much higher the other language scores (0 … 1) before it is believed. */
  readonly margin: number;
}

/** A language that a text is rather in. */
export interface OtherLanguage {
  /** In English: `Spanish`. */
  readonly name: string;
  /** How far its score is ahead of the expected one's, 0 … 1. */
  readonly lead: number;
}

/** Which of some sixty languages a text is in, by the frequencies of its letter sequences (eld). */
export interface LanguageDetector {
  /** ISO 639-1 of the language that a text is reliably in; null when it cannot be told. */
  detect(text: string): string | null;
  /** The language that a text is rather in than the expected one; null for none, undefined when it is too short to tell. */
  other(text: string, limits: LanguageLimits): OtherLanguage | null | undefined;
}

/** Loads the detector's tables: half a second the first time. */
export async function loadLanguageDetector(): Promise<LanguageDetector> {
  const { eld } = await import('eld/small');
  return {
    detect(text) {
      const result = eld.detect(text);
      return result.language !== '' && result.isReliable() ? result.language : null;
    },
    other(text, { expected, minCharacters, margin }) {
      const plain = normalizeText(text.slice(0, 4 * LOOKED_AT)).slice(0, LOOKED_AT);
      if (plain.length < minCharacters) return undefined;
      const result = eld.detect(plain);
      if (result.language === expected || result.language === '') return null;
      const scores = result.getScores();
      const lead = (scores[result.language] ?? 0) - (scores[expected] ?? 0);
      return lead < margin ? null : { name: nameOf(result.language), lead };
    },
  };
}

const NAMES = new Intl.DisplayNames(['en'], { type: 'language' });

function nameOf(code: string): string {
  return NAMES.of(code) ?? code;
}
