import { z } from 'zod';
import type { ConfigLayer } from '../config/index.ts';
import { runConfigSchema } from './run-config.ts';

/** What a configuration file of `npm run train` says: a run's configuration, and what belongs to the training as a whole. */
export const trainConfigSchema = runConfigSchema.extend({
  name: z.string().optional().describe('Folder under results/; left out: after the file'),
  title: z.string().optional().describe('For people; left out: the name'),
  seed: z.int().min(1).default(1).describe('Seeds weights, dropout and order of the examples'),
  folds: z
    .int()
    .min(2)
    .max(100)
    .optional()
    .describe('Cross-validation over so many folds; left out: one training'),
});

/** A whole training configuration, defaults filled in. */
export type TrainConfig = Readonly<z.infer<typeof trainConfigSchema>>;

/** What stands below every file: where the schema asks for a value, the one of the experiment `quick`. */
export const TRAIN_DEFAULTS: ConfigLayer = {
  origin: 'default',
  value: {
    data: { source: 'rt', split: { seed: 1 } },
    text: {},
    embedding: { kind: 'glove' },
    model: { kind: 'bilstm' },
    training: {},
  },
};

/**
 * JSON Schema (draft 2020-12) of a configuration file, for editors: out of the same source that validates it. What
 * `TRAIN_DEFAULTS` says may be left out. `docs/schema/train.schema.json` is its committed text.
 */
export function trainConfigJsonSchema(): Record<string, unknown> {
  const whole = z.toJSONSchema(trainConfigSchema, { target: 'draft-2020-12', io: 'input' });
  return {
    title: 'sentilab training',
    ...(withoutRequired(whole, TRAIN_DEFAULTS.value) as Record<string, unknown>),
    // Editors are told where the schema is by such a key in JSON files.
    properties: {
      $schema: { type: 'string' },
      ...propertiesOf(withoutRequired(whole, TRAIN_DEFAULTS.value)),
    },
  };
}

/** Takes what has a default below the file out of the lists of fields that must be there. */
function withoutRequired(schema: unknown, defaults: unknown): unknown {
  if (!isObject(schema) || !isObject(defaults)) return schema;
  const { required, properties, ...rest } = schema;
  const left = Array.isArray(required) ? required.filter((name) => !(String(name) in defaults)) : [];
  return {
    ...rest,
    ...(isObject(properties) && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, inner]) => [name, withoutRequired(inner, defaults[name])]),
      ),
    }),
    ...(left.length > 0 && { required: left }),
  };
}

function propertiesOf(schema: unknown): Record<string, unknown> {
  return isObject(schema) && isObject(schema['properties']) ? schema['properties'] : {};
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
