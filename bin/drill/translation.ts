import { backTranslate, sourceOf, type Translator } from 'sentilab/augment';
import { UserError } from 'sentilab/errors';

/** What a translation there and back gave. */
export interface TranslationDrillReport {
  readonly translator: string;
  /** Why nothing was translated, or null. */
  readonly skipped: string | null;
  readonly texts: readonly {
    readonly original: string;
    readonly back: string;
    /** Share of the words of `back` that the offset map leads to a place in the original. */
    readonly mapped: number;
  }[];
  /** Texts that came back as they were, case and spaces apart. */
  readonly unchanged: number;
  readonly seconds: number;
}

/** Reviews as people write them: long, short, with contractions, markup and a character that no separator survives. */
const REVIEWS = [
  'This film is a wonderful surprise, and the actors are very good.',
  "I didn't like the story; it was slow, boring and far too long.",
  'The music is beautiful.<br /><br />The ending, however, is terrible!',
  'a warm , funny and intelligent comedy about two old friends in the city .',
  'It is not the worst movie of the year ␞ but it comes close.',
] as const;

/**
 * Sends real texts through a real translator and back.
 *
 * @param translator for example Apertium
 */
export async function translationDrill(translator: Translator): Promise<TranslationDrillReport> {
  const start = performance.now();
  const seconds = (): number => (performance.now() - start) / 1000;
  try {
    const rewritten = await backTranslate(REVIEWS, translator);
    const texts = rewritten.map((result, i) => {
      const words = Array.from(result.text.matchAll(/[\p{L}\p{N}]+/gu), ({ index = 0, 0: word }) => ({
        start: index,
        end: index + word.length,
      }));
      const mapped = words.filter((word) => sourceOf(result, word) !== null).length;
      return { original: REVIEWS[i] ?? '', back: result.text, mapped: mapped / Math.max(1, words.length) };
    });
    const folded = (text: string): string => text.toLowerCase().replace(/\s+/g, '');
    return {
      translator: translator.title,
      skipped: null,
      texts,
      unchanged: texts.filter(({ original, back }) => folded(original) === folded(back)).length,
      seconds: seconds(),
    };
  } catch (error) {
    // Not installed is no fault of ours; anything else is one.
    if (!(error instanceof UserError)) throw error;
    return {
      translator: translator.title,
      skipped: error.message,
      texts: [],
      unchanged: 0,
      seconds: seconds(),
    };
  }
}
