import type { CheckContext } from '../check.ts';
import type { QualityStatistics } from '../report.ts';
import { classWords } from './class-words.ts';
import { lengths } from './lengths.ts';
import { vocabularyStatistics } from './vocabulary.ts';

/** A data set in numbers: parts and classes, lengths, vocabulary, the words that tell the classes apart. */
export async function describeData(context: CheckContext, wordsPerClass: number): Promise<QualityStatistics> {
  const parts = context.parts.map((name) => ({ name, examples: 0, negative: 0, positive: 0 }));
  context.examples.forEach(({ label }, i) => {
    const part = parts[context.partOf[i] ?? 0];
    if (part === undefined) return;
    part.examples++;
    part[label === 1 ? 'positive' : 'negative']++;
  });
  const { statistics, counts } = await vocabularyStatistics(context);
  return {
    parts,
    lengths: await lengths(context),
    vocabulary: statistics,
    classWords: classWords(counts, wordsPerClass),
  };
}
