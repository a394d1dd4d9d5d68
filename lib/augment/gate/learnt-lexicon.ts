import type { Example } from '../../data/index.ts';
import { binaryRows, logCountRatio } from '../../models/index.ts';
import { wordsOf } from '../words.ts';
import type { SentimentLexicon } from './lexicon.ts';

/** Words in fewer texts say nothing about their class. */
const FEWEST_TEXTS = 3;

/**
 * A lexicon out of labelled texts: a word counts as positive or negative when its log-count ratio (Wang & Manning 2012,
 * α = 1) is at least `threshold`; 1 means 2.7 times as frequent in the one class. Knows what general lexicons do not:
 * `predictable` is no praise of a film. Without both classes it knows nothing.
 */
export function learnLexicon(examples: readonly Example[], threshold: number): SentimentLexicon {
  const ids = new Map<string, number>();
  const texts: number[] = [];
  const rows = examples.map(({ text }) => {
    const row = new Set<number>();
    for (const word of wordsOf(text)) {
      const lower = word.text.toLowerCase();
      let id = ids.get(lower);
      if (id === undefined) ids.set(lower, (id = ids.size));
      row.add(id);
    }
    for (const id of row) texts[id] = (texts[id] ?? 0) + 1;
    return Int32Array.from(row).sort();
  });
  const labels = examples.map(({ label }) => label);
  if (new Set(labels).size < 2) return { score: () => 0 };
  const ratios = logCountRatio(binaryRows(rows, ids.size), labels, 1);
  return {
    score(word) {
      const id = ids.get(word);
      if (id === undefined || (texts[id] ?? 0) < FEWEST_TEXTS) return 0;
      const ratio = ratios[id] ?? 0;
      return Math.abs(ratio) >= threshold ? ratio : 0;
    },
  };
}

/** The first lexicon that knows a word speaks. */
export function eitherLexicon(first: SentimentLexicon, second: SentimentLexicon): SentimentLexicon {
  return { score: (word) => first.score(word) || second.score(word) };
}
