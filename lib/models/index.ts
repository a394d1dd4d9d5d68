/** One folder per architecture; a configuration is a union by `kind`. Training talks to `Trainable`, never to an op. */
export {
  isNetwork,
  modelConfigSchema,
  networkConfigSchema,
  parseModelConfig,
} from './config/model-config.ts';
export type {
  ModelConfig,
  ModelConfigInput,
  NetworkConfig,
  NetworkConfigInput,
} from './config/model-config.ts';
export { bilstmConfigSchema } from './config/bilstm-config.ts';
export type { BilstmConfig } from './config/bilstm-config.ts';
export { adversarialConfigSchema } from './config/adversarial-config.ts';
export type { AdversarialConfig } from './config/adversarial-config.ts';
export { lossConfigSchema } from './config/loss-config.ts';
export type { LossConfig } from './config/loss-config.ts';
export { gruConfigSchema } from './config/gru-config.ts';
export type { GruConfig } from './config/gru-config.ts';
export { cnnConfigSchema } from './config/cnn-config.ts';
export type { CnnConfig } from './config/cnn-config.ts';
export { fasttextConfigSchema } from './config/fasttext-config.ts';
export type { FasttextConfig } from './config/fasttext-config.ts';
export { transformerConfigSchema } from './config/transformer-config.ts';
export type { TransformerConfig } from './config/transformer-config.ts';
export { describeModel } from './describe/describe-model.ts';
export type { DescribeOptions, LayerDescription, ModelDescription } from './describe/describe-model.ts';
export { descriptionText } from './describe/description-text.ts';
export type { InputSizes } from './network/input-sizes.ts';
export { createTrainable } from './create-trainable.ts';
export type { EmbeddingOptions, TrainableOptions } from './create-trainable.ts';
export type {
  Batch,
  NamedArray,
  StepOptions,
  StepResult,
  TokenAttention,
  Trainable,
  TrainableState,
} from './trainable.ts';
export { fitModel, restoreFitted } from './fitted/fit-model.ts';
export type { FitParts, FittedConfig, LabelledDocuments } from './fitted/fit-model.ts';
export type { Documents, FittedModel, FittedState } from './fitted/fitted-model.ts';
export * from './nbsvm/index.ts';
export { MODEL_FOLDER_VERSION, modelManifestSchema } from './folder/manifest.ts';
export type { ModelManifest } from './folder/manifest.ts';
export { decodeSafetensors, encodeSafetensors } from './folder/safetensors.ts';
export { weightsOf, weightsSha256 } from './folder/weights-sha256.ts';
