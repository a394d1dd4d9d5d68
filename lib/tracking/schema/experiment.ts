import { z } from 'zod';
import type { DeepReadonly } from './deep-readonly.ts';

/** Version of the shape of experiment.json. */
export const EXPERIMENT_VERSION = 1;

/** One sampler's search as experiment.json lists it. */
export const experimentStudySchema = z.strictObject({
  id: z.string().describe('Hash of the definition and the data’s fingerprint'),
  sampler: z.string(),
  seed: z.int().min(1),
  current: z.boolean().describe('Belongs to the definition as last run; older studies stay beside it'),
  dataFingerprint: z.string(),
  search: z
    .string()
    .optional()
    .describe('The same in studies that differ in their seed alone: repetitions of one search'),
  code: z
    .string()
    .optional()
    .describe('Hash of the sources and packages that its trials run through; absent in older results'),
});

/** experiment.json: the definition as last run and its studies. */
export const experimentSchema = z.strictObject({
  schemaVersion: z.literal(EXPERIMENT_VERSION),
  name: z.string(),
  title: z.string(),
  definition: z.json().describe('The declarative definition, with defaults filled in'),
  studies: z.array(experimentStudySchema),
  state: z
    .enum(['running', 'finished'])
    .describe('running also stands after a kill: the same command goes on'),
  budget: z.strictObject({
    trials: z.int().min(1).describe('Trials per sampler'),
    epochs: z.int().min(1).describe('Most epochs per trial'),
  }),
  updatedAt: z.iso.datetime().describe('UTC, ISO 8601'),
});

export type ExperimentStudy = DeepReadonly<z.infer<typeof experimentStudySchema>>;
/** What experiment.json says: the definition as last run, its studies, and whether it is finished. */
export type Experiment = Omit<DeepReadonly<z.infer<typeof experimentSchema>>, 'definition'> & {
  readonly definition: unknown;
};
