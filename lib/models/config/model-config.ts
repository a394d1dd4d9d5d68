import { z } from 'zod';
import { parseConfig } from '../../config/index.ts';
import { bilstmConfigSchema } from './bilstm-config.ts';
import { gruConfigSchema } from './gru-config.ts';

/** Every architecture that is trained step by step, told apart by `kind`. A new one adds its schema here. */
export const modelConfigSchema = z.discriminatedUnion('kind', [bilstmConfigSchema, gruConfigSchema]);

/** A complete configuration, defaults filled in. */
export type ModelConfig = Readonly<z.output<typeof modelConfigSchema>>;

/** A configuration as a person writes it: what has a default may be left out. */
export type ModelConfigInput = z.input<typeof modelConfigSchema>;

/**
 * Checks a configuration and fills in the defaults.
 *
 * @param field where it was found, for the message: `model` gives `model.dropout.head`
 * @throws UserError naming the first field at fault, its value and what was expected
 */
export function parseModelConfig(value: unknown, field = 'model'): ModelConfig {
  return parseConfig(modelConfigSchema, value, field);
}
