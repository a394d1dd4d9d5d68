import { parseConfig } from '../config/index.ts';
import { FailureError, UserError } from '../errors/index.ts';
import type { ModelManifest } from '../models/index.ts';
import type { Backend } from '../runtime/index.ts';
import { TextPipeline, loadLanguageDetector } from '../text/index.ts';
import { attentionAdjusted } from './confidence.ts';
import { predictOptionsSchema, type PredictOptions, type PredictOptionsInput } from './options.ts';
import type { Prediction, TokenAttention } from './prediction.ts';
import { restoreModel, type PredictorParts } from './restore-model.ts';
import type { Score, Scorer } from './scorer.ts';
import { foreignLanguage, warningFor } from './warning.ts';

/** A model ready to be asked. */
export interface Predictor {
  /** Where it comes from and what it reached. */
  readonly manifest: ModelManifest;
  /** Whether it can say which tokens it looked at. */
  readonly hasAttention: boolean;
  /** What the model says of one text; any string has an answer. */
  predictSentiment(text: string, options?: PredictOptionsInput): Prediction;
  /** Predictions in the order of the texts; texts of similar length are predicted together, much quicker than one by one. */
  batchPredict(texts: readonly string[], options?: PredictOptionsInput): Prediction[];
  /** Frees native memory; afterwards every prediction is refused. */
  dispose(): void;
}

/** What a predictor may be told. */
export interface PredictorOptions {
  /** Whether texts in another language are told; its tables take half a second to load. Default true. */
  readonly languages?: boolean;
}

/**
 * A predictor from a saved model.
 *
 * @param backend of networks; a function is called only for one
 * @throws UserError when the model is of a kind not known here
 * @throws FailureError when weights, configuration and vocabulary do not fit each other, or a weight is not a number
 */
export async function createPredictor(
  parts: PredictorParts,
  backend: Backend | (() => Promise<Backend>),
  { languages = true }: PredictorOptions = {},
): Promise<Predictor> {
  const { manifest } = parts;
  const pipeline = await TextPipeline.fromJSON(parts.pipeline);
  const scorer = await restoreModel(parts, pipeline, typeof backend === 'function' ? backend : () => backend);
  const foreign = languages
    ? foreignLanguage(await loadLanguageDetector(), pipeline.vocabulary.tokens)
    : () => null;
  let disposed = false;

  const batchPredict = (texts: readonly string[], input: PredictOptionsInput = {}): Prediction[] => {
    if (disposed)
      throw new UserError('This predictor has been disposed of.', { fix: 'Load the model again.' });
    const options = parseConfig(predictOptionsSchema, input, 'options');
    checkAttention(scorer, manifest, options);
    texts.forEach((given, i) => {
      if (typeof given !== 'string')
        throw new UserError('A text is a string.', { field: `texts[${i}]`, value: given });
    });
    const attention = options.explain || options.confidence === 'attention-adjusted';
    return scorer.score(texts, { attention }).map((score, i) => {
      const warning = warningFor(score.reading, foreign);
      const tokens = options.explain ? tokensOf(scorer, texts[i] ?? '', score) : undefined;
      return { ...decide(score, manifest, options), ...(tokens && { tokens }), ...(warning && { warning }) };
    });
  };

  return {
    manifest,
    hasAttention: scorer.hasAttention,
    predictSentiment: (text, options) => batchPredict([text], options)[0] as Prediction,
    batchPredict,
    dispose: () => {
      if (!disposed) scorer.dispose();
      disposed = true;
    },
  };
}

function checkAttention(
  { hasAttention }: Scorer,
  { config }: ModelManifest,
  { confidence }: PredictOptions,
): void {
  if (confidence === 'attention-adjusted' && !hasAttention)
    throw new UserError('This model has no attention to adjust its confidence by.', {
      field: 'options.confidence',
      value: config.model.kind,
      fix: 'Use max-prob, or a model with attention.',
    });
}

function decide(
  { probability, attention }: Score,
  { labels, threshold: own }: ModelManifest,
  { threshold = own, uncertain, confidence: kind }: PredictOptions,
): Prediction {
  if (!Number.isFinite(probability))
    throw new FailureError('The model gave no number for a text.', {
      value: probability,
      fix: 'Train the model again.',
    });
  const positive = probability >= threshold;
  const label = positive ? labels[1] : labels[0];
  const likely = positive ? probability : 1 - probability;
  const confidence =
    kind === 'attention-adjusted' && attention ? attentionAdjusted(likely, attention) : likely;
  const declined =
    uncertain !== undefined &&
    (uncertain.kind === 'band'
      ? probability >= uncertain.low && probability <= uncertain.high
      : confidence < uncertain.least);
  return { label, decision: declined ? 'uncertain' : label, probability, confidence };
}

function tokensOf(scorer: Scorer, text: string, { attention }: Score): TokenAttention[] | undefined {
  if (attention === null) return undefined;
  return scorer
    .readTokens(text)
    .map(({ text: token, start, end }, i) => ({ token, start, end, weight: attention[i] ?? 0 }));
}
