import { foldText } from '../../data/index.ts';
import type { WordVectors } from '../../embeddings/index.ts';
import { UserError } from '../../errors/index.ts';
import { wordsOf } from '../words.ts';
import type { GateConfig, Refusal } from './config.ts';
import { carriesSentiment, sentimentCounts, type SentimentLexicon } from './lexicon.ts';
import { wordOverlap } from './overlap.ts';
import { meanVectorSimilarity } from './similarity.ts';

/** Decides which new texts become examples. Remembers what it let pass, to know a second of the same. */
export interface Gate {
  /** Words that an augmenter must leave as they are (lower case). */
  readonly isProtected: (word: string) => boolean;
  /** Why the text is refused, or null: it passes, and the same text will not pass again. */
  judge(original: string, text: string): Refusal | null;
}

/** What the checks stand on. */
export interface GateTools {
  readonly vectors?: WordVectors;
  readonly lexicon?: SentimentLexicon;
}

/**
 * @param known texts that are there already
 * @throws UserError when a check's vectors or lexicon are missing
 */
export function createGate(config: GateConfig, tools: GateTools, known: Iterable<string> = []): Gate {
  const { similarity, lengthRatio, overlap } = config;
  const lexicon = config.sentiment ? present(tools.lexicon, 'lexicon', 'sentiment') : null;
  const vectors = similarity === null ? null : present(tools.vectors, 'vectors', 'similarity');
  const seen = new Set<string>();
  if (config.duplicates) for (const text of known) seen.add(foldText(text));

  const refusal = (original: string, text: string): Refusal | null => {
    const folded = foldText(text);
    if (folded === foldText(original)) return 'unchanged';
    if (seen.has(folded)) return 'duplicate';
    if (lengthRatio !== null) {
      const ratio = wordsOf(text).length / Math.max(1, wordsOf(original).length);
      if (ratio < lengthRatio[0] || ratio > lengthRatio[1]) return 'length';
    }
    if (lexicon !== null) {
      const [before, after] = [sentimentCounts(original, lexicon), sentimentCounts(text, lexicon)];
      if (
        before.positive !== after.positive ||
        before.negative !== after.negative ||
        before.negations !== after.negations
      )
        return 'sentiment';
    }
    if (overlap !== null && wordOverlap(original, text) < overlap) return 'overlap';
    if (vectors !== null && similarity !== null && meanVectorSimilarity(original, text, vectors) < similarity)
      return 'similarity';
    return null;
  };

  return {
    isProtected: (word) => lexicon !== null && carriesSentiment(word, lexicon),
    judge(original, text) {
      const reason = refusal(original, text);
      if (reason === null && config.duplicates) seen.add(foldText(text));
      return reason;
    },
  };
}

function present<T>(tool: T | undefined, name: string, field: string): T {
  if (tool === undefined)
    throw new UserError(`The gate's check "${field}" needs the ${name}.`, {
      field: `gate.${field}`,
      fix: `Pass resources.${name}, use augmentExamples of 'sentilab/augment/node', or switch the check off.`,
    });
  return tool;
}
