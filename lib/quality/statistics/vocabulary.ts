import type { CheckContext } from '../check.ts';
import type { QualityStatistics } from '../report.ts';
import { isWord } from '../words.ts';
import { heaps } from './heaps.ts';
import { zipf } from './zipf.ts';

/** Words per stretch of the standardised type-token ratio. */
const STRETCH = 1000;

/** How often every word occurs in negative and in positive texts. */
export type WordCounts = ReadonlyMap<string, readonly [negative: number, positive: number]>;

/** Types, tokens and their laws, over words and numbers; punctuation is left out. */
export async function vocabularyStatistics(
  context: CheckContext,
): Promise<{ readonly statistics: QualityStatistics['vocabulary']; readonly counts: WordCounts }> {
  const tokens = await context.tokens();
  const counts = new Map<string, [number, number]>();
  const growth: number[] = [];
  const ratios = [new Stretches(), new Stretches(), new Stretches()] as const; // negative, positive, all
  await context.each(({ label }, i) => {
    for (const token of tokens[i] ?? []) {
      if (!isWord(token)) continue;
      const known = counts.get(token);
      if (known) known[label]++;
      else counts.set(token, label === 1 ? [0, 1] : [1, 0]);
      growth.push(counts.size);
      ratios[label].add(token);
      ratios[2].add(token);
    }
  });
  const of = (
    frequency: (pair: readonly [number, number]) => number,
    { mean }: Stretches,
  ): ClassVocabulary => {
    let [total, types, hapax] = [0, 0, 0];
    for (const pair of counts.values()) {
      const n = frequency(pair);
      total += n;
      if (n > 0) types++;
      if (n === 1) hapax++;
    }
    return {
      tokens: total,
      types,
      hapax,
      typeTokenRatio: total === 0 ? 0 : types / total,
      standardTypeTokenRatio: mean,
    };
  };
  return {
    counts,
    statistics: {
      classes: {
        all: of(([negative, positive]) => negative + positive, ratios[2]),
        negative: of(([negative]) => negative, ratios[0]),
        positive: of(([, positive]) => positive, ratios[1]),
      },
      zipf: zipf(Array.from(counts.values(), ([negative, positive]) => negative + positive)),
      heaps: heaps(growth),
    },
  };
}

type ClassVocabulary = QualityStatistics['vocabulary']['classes']['all'];

/** Mean type-token ratio over whole stretches of 1,000 words (Johnson 1944): does not depend on the size of the text. */
class Stretches {
  readonly #seen = new Set<string>();
  #words = 0;
  #sum = 0;
  #count = 0;

  add(word: string): void {
    this.#seen.add(word);
    if (++this.#words < STRETCH) return;
    this.#sum += this.#seen.size / STRETCH;
    this.#count++;
    this.#words = 0;
    this.#seen.clear();
  }

  /** Null before the first whole stretch. */
  get mean(): number | null {
    return this.#count === 0 ? null : this.#sum / this.#count;
  }
}
