/**
 * Texts → more texts, with their quality gates; and the same kinds of noise at graded strengths, to measure how a model
 * stands it. What reads files or starts programs is in `sentilab/augment/node`.
 */
export { rewrite, sourceOf } from './rewrite.ts';
export type { Edit, MappedSpan, Rewritten, Span } from './rewrite.ts';
export { augmentConfigSchema } from './config.ts';
export type { AugmentConfig, AugmentConfigInput } from './config.ts';
export { AUGMENTERS, augmenterConfigSchema, createAugmenter } from './augmenters/index.ts';
export type { AugmenterConfig } from './augmenters/index.ts';
export type { Augmenter, AugmentInput } from './augmenter.ts';
export { recommendedEda } from './augmenters/eda.ts';
export { augmentWith } from './augment-with.ts';
export type {
  Augmented,
  AugmentedExample,
  AugmenterReport,
  AugmentOptions,
  AugmentReport,
} from './augment-with.ts';
export { labelVote } from './label-vote.ts';
export type { LabelVote } from './label-vote.ts';
export type { Resources } from './resources.ts';
export { WordNet } from './wordnet/wordnet.ts';
export type { Synset, WordNetPos } from './wordnet/wordnet.ts';
export { Neighbours } from './neighbours.ts';
export type { Neighbour } from './neighbours.ts';
export { createGate } from './gate/gate.ts';
export type { Gate } from './gate/gate.ts';
export { gateConfigSchema } from './gate/config.ts';
export type { GateConfig, Refusal } from './gate/config.ts';
export { meanVectorSimilarity } from './gate/similarity.ts';
export type { MakeTranslator, Translator, TranslatorConfig } from './translators/translator.ts';
export { translatorConfigSchema } from './translators/translator.ts';
export { backTranslate } from './translators/back-translate.ts';
export { CORRUPTIONS, findCorruptions } from './robustness/corruptions.ts';
export type { Corruption } from './robustness/corruption.ts';
export { robustness } from './robustness/robustness.ts';
export type {
  PredictLabels,
  RobustnessOptions,
  RobustnessReport,
  RobustnessRow,
  Score,
} from './robustness/robustness.ts';
