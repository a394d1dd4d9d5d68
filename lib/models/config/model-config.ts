import { z } from 'zod';
import { parseConfig } from '../../config/index.ts';
import { nbSvmConfigSchema } from '../nbsvm/config.ts';
import { bilstmConfigSchema } from './bilstm-config.ts';
import { cnnConfigSchema } from './cnn-config.ts';
import { fasttextConfigSchema } from './fasttext-config.ts';
import { gruConfigSchema } from './gru-config.ts';
import { transformerConfigSchema } from './transformer-config.ts';

/** Every architecture that is trained step by step, told apart by `kind`. A new one adds its schema here. */
export const networkConfigSchema = z.discriminatedUnion('kind', [
  bilstmConfigSchema,
  gruConfigSchema,
  cnnConfigSchema,
  fasttextConfigSchema,
  transformerConfigSchema,
]);

/** A complete configuration of a model that is trained step by step, defaults filled in. */
export type NetworkConfig = Readonly<z.output<typeof networkConfigSchema>>;

/** Every model, told apart by `kind`: the networks, and `nbsvm`, which is fitted at once. */
export const modelConfigSchema = z.discriminatedUnion('kind', [
  ...networkConfigSchema.options,
  nbSvmConfigSchema,
]);

/** A complete configuration, defaults filled in. */
export type ModelConfig = Readonly<z.output<typeof modelConfigSchema>>;

/** A configuration as a person writes it: what has a default may be left out. */
export type ModelConfigInput = z.input<typeof modelConfigSchema>;

/** The same for models that are trained step by step. */
export type NetworkConfigInput = z.input<typeof networkConfigSchema>;

/**
 * Checks a configuration and fills in the defaults. A `kind` that the compiler knows is kept in the type.
 *
 * @param field where it was found, for the message: `model` gives `model.dropout.head`
 * @throws UserError naming the first field at fault, its value and what was expected
 */
export function parseModelConfig<K extends ModelConfig['kind']>(
  value: { readonly kind: K; readonly [option: string]: unknown },
  field?: string,
): Extract<ModelConfig, { readonly kind: K }>;
export function parseModelConfig(value: unknown, field?: string): ModelConfig;
export function parseModelConfig(value: unknown, field = 'model'): ModelConfig {
  return parseConfig(modelConfigSchema, value, field);
}

/** Whether a model is trained step by step, by a `Trainable`; the others are fitted at once. */
export function isNetwork(config: ModelConfig): config is NetworkConfig {
  return config.kind !== 'nbsvm';
}
