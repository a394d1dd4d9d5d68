import { z } from 'zod';
import { dimensionSchema } from './space-schema.ts';

/**
 * What can happen in a study. The events, in order, are the study: nothing else has to be remembered. Values are as the
 * objective gave them (not negated for a maximised one).
 */
const trial = z.int().min(0).describe('Trial number, from 0 within the study');
const attempt = z
  .int()
  .min(1)
  .describe('1 for the first run of a trial, one more each time it has to be run again');
const params = z.record(z.string(), z.union([z.number(), z.string(), z.boolean()]));
const metrics = z
  .record(z.string(), z.number().nullable())
  .describe('By metric name; null where the value was not a finite number');
const by = z
  .string()
  .exactOptional()
  .describe('Since version 2: the process that has the trial, when several share the journal');
const error = z.strictObject({ name: z.string(), message: z.string(), stack: z.string().exactOptional() });

export const studyEventSchema = z.discriminatedUnion('event', [
  z.strictObject({
    event: z.literal('asked'),
    trial,
    params,
    proposedBy: z.enum(['prior', 'model']),
    seenSeq: z.int().min(0).describe('The last sequence number that the sampler had been told of'),
    by,
    queued: z
      .literal(true)
      .exactOptional()
      .describe('Since version 2: put there by a person; asked once more when it is handed out'),
  }),
  z.strictObject({ event: z.literal('started'), trial, attempt, runId: z.string(), by }),
  z.strictObject({ event: z.literal('reported'), trial, attempt, epoch: z.int().min(0), metrics }),
  z.strictObject({
    event: z.literal('told'),
    trial,
    attempt,
    runId: z.string(),
    state: z.enum(['finished', 'pruned']),
    value: z.number().nullable().describe('The objective; null only for a trial pruned before it had one'),
    values: z
      .array(z.number())
      .exactOptional()
      .describe('Since version 2: all objectives of a study that has several; value is the first'),
    epoch: z.int().min(0).nullable().describe('Last reported epoch; null when nothing was reported'),
    reason: z.string().exactOptional().describe('Why it was pruned'),
    params: params.describe('Once more, so that a result survives the loss of its "asked" line'),
    proposedBy: z.enum(['prior', 'model']),
  }),
  z.strictObject({
    event: z.literal('failed'),
    trial,
    attempt: z.int().min(0).describe('0 when it never started'),
    runId: z.string().nullable(),
    error,
  }),
  z
    .strictObject({
      event: z.literal('suggested'),
      trial,
      name: z.string(),
      value: z.union([z.number(), z.string(), z.boolean()]),
      dimension: dimensionSchema,
    })
    .describe('Since version 3: a running trial asked for a parameter (define-by-run)'),
  z
    .strictObject({ event: z.literal('crashed'), trial, attempt, error })
    .describe('Since version 2: the worker of this attempt was lost'),
  z
    .strictObject({ event: z.literal('noted'), trial, key: z.string(), value: z.json() })
    .describe('Since version 2: a word of the user’s own about a trial; the last one of a key counts'),
]);

export type StudyEvent = z.infer<typeof studyEventSchema>;

/** An event as it was stored. */
export type StoredEvent = StudyEvent & {
  /** Counts up by one; the header is 0. */
  readonly seq: number;
  /** UTC, ISO 8601. */
  readonly time: string;
};

/** Plain JSON. */
export type JsonValue = z.infer<ReturnType<typeof z.json>>;

/** Why a trial failed, as plain JSON. */
export type TrialError = z.infer<typeof error>;

/**
 * Version of the events' shape. A change that an old reader would misread raises it. A study of an older version gets a
 * second header before the first event that is added.
 */
export const STUDY_VERSION = 3;

/** Names a study: the first line of its journal. */
export interface StudyHeader {
  /** `STUDY_VERSION` of the program that began it. */
  readonly version: number;
  /** Hash of definition, sampler, seed and data. */
  readonly studyId: string;
  /** Whatever the study's owner needs to know again; plain JSON. */
  readonly definition: unknown;
}
