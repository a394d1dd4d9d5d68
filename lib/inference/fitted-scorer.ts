import type { FittedModel } from '../models/index.ts';
import type { TextPipeline } from '../text/index.ts';
import { hasWord, type Scorer } from './scorer.ts';

/** A model that is fitted at once: reads all tokens of a text, has no attention and no native memory. */
export function fittedScorer(model: FittedModel, pipeline: TextPipeline): Scorer {
  return {
    hasAttention: false,
    score(texts) {
      const documents = texts.map((text) => pipeline.tokens(text));
      const probabilities = model.predict(documents);
      return documents.map((tokens, i) => {
        const known = tokens.filter((token) => model.knows(token));
        return {
          probability: probabilities[i] ?? NaN,
          attention: null,
          reading: {
            normalized: () => pipeline.normalize(texts[i] ?? ''),
            tokens: tokens.length,
            read: tokens.length,
            unknown: tokens.length - known.length,
            knownWords: known.filter(hasWord).length,
          },
        };
      });
    },
    readTokens: (text) => pipeline.trace(text),
    dispose: () => {},
  };
}
