import { evaluationBatches } from '../data/index.ts';
import type { Batch, LogRatioChannels } from '../data/index.ts';
import type { Trainable } from '../models/index.ts';
import { UNK_ID, truncate, type EncodedText, type TextPipeline } from '../text/index.ts';
import { hasWord, type Reading, type Score, type Scorer } from './scorer.ts';

/** Texts per forward pass. */
const BATCH = 64;

/**
 * A network: texts become ids, those of similar length share a pass. Owns the model.
 *
 * @param channels that it was trained with; null for none
 */
export function networkScorer(
  model: Trainable,
  pipeline: TextPipeline,
  channels: LogRatioChannels | null,
): Scorer {
  const isWord = Uint8Array.from(pipeline.vocabulary.tokens, (token, id) =>
    id > UNK_ID && hasWord(token) ? 1 : 0,
  );
  const { bos, eos, maxLength, truncate: way } = pipeline.config;
  const specials = Number(bos) + Number(eos);
  const before = Number(bos);

  const readingOf = (text: string, { ids, tokenCount, unknown }: EncodedText): Reading => ({
    normalized: () => pipeline.normalize(text),
    tokens: tokenCount,
    read: ids.length - specials,
    unknown,
    knownWords: ids.reduce((sum, id) => sum + (isWord[id] ?? 0), 0),
  });

  return {
    hasAttention: model.attention !== undefined,
    score(texts, { attention }) {
      const encoded = texts.map((text) => pipeline.encode(text));
      // The label is not looked at in prediction.
      const examples = encoded.map(({ ids }, i) => ({
        id: String(i),
        label: 0 as const,
        ids,
        ...(channels && { channels: channels.of(ids) }),
      }));
      const { batches } = evaluationBatches(examples, { batchSize: BATCH });
      const scores: Score[] = [];
      for (const batch of batches) {
        const looked = attention ? model.attention?.(batch) : undefined;
        const probabilities = looked?.probabilities ?? model.predict(batch);
        batch.exampleIds.forEach((id, row) => {
          const at = Number(id);
          const one = encoded[at] as EncodedText;
          scores[at] = {
            probability: probabilities[row] ?? NaN,
            reading: readingOf(texts[at] ?? '', one),
            attention: looked ? shares(looked.weights, batch, row, before, one.ids.length - specials) : null,
          };
        });
      }
      return scores;
    },
    readTokens: (text) => truncate(pipeline.trace(text), { maxLength: maxLength - specials, truncate: way }),
    dispose: () => model.dispose(),
  };
}

/** The weights of a row's own tokens, without those of marks round the text, as shares of their sum. */
function shares(
  weights: Float32Array,
  { time }: Batch,
  row: number,
  before: number,
  count: number,
): Float32Array {
  const start = row * time + before;
  const own = weights.slice(start, start + count);
  const sum = own.reduce((total, weight) => total + weight, 0);
  return sum > 0 ? own.map((weight) => weight / sum) : own;
}
