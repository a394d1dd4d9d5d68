/** Strings ↔ ids: normalise, tokenize, vocabulary, cut to length. No tensors, no files. */
export { DEFAULT_STEPS, textConfigSchema } from './config.ts';
export type { TextConfig, TextConfigInput } from './config.ts';
export { stepSchema } from './steps/index.ts';
export type { StepConfig, StepConfigInput } from './steps/index.ts';
export { bpeModelSchema, bpeTokenizerJson } from './steps/bpe-model.ts';
export type { BpeModel } from './steps/bpe-model.ts';
export { normalizeText } from './normalize.ts';
export type { NormalizeOptions } from './normalize.ts';
export type { Token } from './token.ts';
export { tokenize } from './tokenize.ts';
export type { TokenizeOptions } from './tokenize.ts';
export { truncate } from './truncate.ts';
export { BOS, EOS, PAD, PAD_ID, UNK, UNK_ID } from './special-tokens.ts';
export { Vocabulary } from './vocabulary.ts';
export { TEXT_PIPELINE_VERSION, TextPipeline, textPipelineSchema } from './pipeline.ts';
export type { TextPipelineJson } from './pipeline.ts';
export type { EncodedText } from './encoder.ts';
