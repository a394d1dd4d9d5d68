import { z } from 'zod';
import { UserError } from '../../errors/index.ts';
import { bilstmConfigSchema } from './bilstm-config.ts';

/** Every architecture that is trained step by step, told apart by `kind`. A new one adds its schema here. */
export const modelConfigSchema = z.discriminatedUnion('kind', [bilstmConfigSchema]);

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
  const result = modelConfigSchema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = issue?.path ?? [];
  const at = path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );
  throw new UserError(`${issue?.message ?? 'Not a model configuration'}.`, {
    field: [field, ...path.map(String)].join('.'),
    value: at,
    fix: 'For example {"kind": "bilstm", "units": 64, "head": [32]}.',
  });
}
