import { z } from 'zod';
import { parseConfig } from '../config/index.ts';
import { hashOf } from '../hash/index.ts';
import { runConfigSchema, type RunConfig, type RunConfigInput } from './run-config.ts';

const headSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/, 'Must be lower-case letters, digits and dashes'),
  title: z.string().min(1),
  seed: z.int().min(1),
  folds: z.int().min(2, 'Must be at least 2').max(100).nullable(),
  objective: z.strictObject({ metric: z.string().min(1), direction: z.enum(['minimize', 'maximize']) }),
});

/** What a person writes to have one configuration trained, once or over folds. */
export interface TrainingInput {
  /** Also the folder under results/: lower-case letters, digits and dashes. Default `train`, with folds `cv`. */
  readonly name?: string;
  /** Default: the name. */
  readonly title?: string;
  readonly config: RunConfigInput;
  /** Seeds weights, dropout and order. Default 1. */
  readonly seed?: number;
  /** Cross-validation over so many folds; null or left out: one training on the configuration's split. */
  readonly folds?: number | null;
  /** Default: the least validation loss. */
  readonly objective?: { readonly metric: string; readonly direction: 'minimize' | 'maximize' };
}

/** A checked training with its defaults filled in. */
export interface TrainingDefinition {
  readonly name: string;
  readonly title: string;
  readonly config: RunConfig;
  readonly seed: number;
  readonly folds: number | null;
  readonly objective: { readonly metric: string; readonly direction: 'minimize' | 'maximize' };
}

/**
 * Checks a training once, so that a mistake shows before anything is trained.
 *
 * @throws UserError naming field, value and what was expected
 */
export function defineTraining(input: TrainingInput): TrainingDefinition {
  const { seed = 1, folds = null } = input;
  const name = input.name ?? (folds === null ? 'train' : 'cv');
  const { title = name, objective = { metric: 'validation/loss', direction: 'minimize' } } = input;
  const head = parseConfig(headSchema, { name, title, seed, folds, objective }, 'training');
  return { ...head, config: parseConfig(runConfigSchema, input.config, 'config') };
}

/** Sampler names of what was not searched for: a single training, and the folds of one. */
export const TRAIN = 'train';
export const CROSS_VALIDATION = 'cv';

/**
 * Id of a training, which stands where a search's stands: the hash of what decides its results. A changed configuration or
 * changed data make a new one beside the old.
 */
export function trainingId(
  { config, seed, folds, objective }: TrainingDefinition,
  dataFingerprint: string,
  backend: string,
): string {
  const kind = folds === null ? TRAIN : CROSS_VALIDATION;
  return `${kind}-${hashOf({ config, seed, folds, objective, dataFingerprint, backend })}`;
}
