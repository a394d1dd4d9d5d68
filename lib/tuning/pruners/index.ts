import { z } from 'zod';
import { parseConfig } from '../../config/index.ts';
import { HyperbandPruner } from './hyperband.ts';
import { MedianPruner } from './median.ts';
import { NonePruner } from './none.ts';
import { PatientPruner } from './patient.ts';
import { PercentilePruner } from './percentile.ts';
import type { Pruner } from './pruner.ts';
import { RacePruner } from './race.ts';
import { SuccessiveHalvingPruner } from './successive-halving.ts';
import { ThresholdPruner } from './threshold.ts';
import { WilcoxonPruner } from './wilcoxon.ts';

const startupTrials = z.int().min(1).default(5).describe('Trials to compare with before anything is pruned');
const warmupEpochs = z.int().min(0).default(0).describe('First epochs that are never pruned');
const intervalEpochs = z.int().min(1).default(1);
const minEpochs = z.int().min(1).default(1).describe('Epochs of the first rung');
const bootstrapCount = z
  .int()
  .min(0)
  .default(0)
  .describe('Trials that end at a rung before it lets anybody on');
const reductionFactor = z.int().min(2).describe('One of so many trials of a rung goes on to the next');

const innerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('median'),
    startupTrials,
    warmupEpochs,
    intervalEpochs,
    among: z.enum(['finished', 'reported']).default('finished').describe('Whom to compare with'),
  }),
  z.strictObject({
    kind: z.literal('percentile'),
    percentile: z.number().min(0).max(100).default(25).describe('Per cent of the trials that go on'),
    startupTrials,
    warmupEpochs,
    intervalEpochs,
    minTrials: z.int().min(1).default(1).describe('Finished trials that must have reported the epoch'),
  }),
  z
    .strictObject({
      kind: z.literal('threshold'),
      lower: z.number().exactOptional().describe('Smallest value that may go on'),
      upper: z.number().exactOptional().describe('Largest value that may go on'),
      warmupEpochs,
      intervalEpochs,
    })
    .refine(({ lower, upper }) => lower !== undefined || upper !== undefined, 'give lower, upper or both')
    .refine(({ lower = -Infinity, upper = Infinity }) => lower <= upper, 'lower is not above upper'),
  z.strictObject({
    kind: z.literal('asha'),
    minEpochs,
    reductionFactor: reductionFactor.default(4),
    minEarlyStoppingRate: z.int().min(0).default(0).describe('Rungs by which the first one is moved up'),
    bootstrapCount,
  }),
  z
    .strictObject({
      kind: z.literal('hyperband'),
      minEpochs,
      maxEpochs: z.int().min(1).describe('Epochs of a trial that nothing stops'),
      reductionFactor: reductionFactor.default(3),
      bootstrapCount,
    })
    .refine(({ minEpochs: min, maxEpochs }) => min <= maxEpochs, 'minEpochs is not above maxEpochs'),
  z.strictObject({
    kind: z.literal('wilcoxon'),
    pThreshold: z.number().min(0).max(1).default(0.1).describe('Prune below this p-value'),
    startupSteps: z.int().min(0).default(2).describe('Folds before anything is pruned, 2 at least'),
  }),
  z.strictObject({
    kind: z.literal('race'),
    pThreshold: z.number().min(0).max(1).default(0.05).describe('Prune below this p-value'),
    startupSteps: z.int().min(0).default(2).describe('Seeds or folds before anything is pruned, 2 at least'),
  }),
]);

/** A pruner as JSON. */
export const prunerConfigSchema = z.discriminatedUnion('kind', [
  ...innerSchema.options,
  z.strictObject({
    kind: z.literal('patient'),
    patience: z.int().min(0).describe('Further reports without a better value that are tolerated'),
    minDelta: z.number().min(0).default(0).describe('Better means better by more than this'),
    pruner: innerSchema.exactOptional().describe('Has the last word; without it the trial is pruned'),
  }),
]);

/** Defaults may be left out. */
export type PrunerConfig = z.input<typeof prunerConfigSchema>;

export const PRUNER_KINDS = [
  'none',
  'median',
  'percentile',
  'patient',
  'threshold',
  'asha',
  'hyperband',
  'wilcoxon',
  'race',
] as const;

/**
 * Makes the pruner that a config names.
 *
 * @throws UserError for an unknown kind or a bad option
 */
export function createPruner(config: PrunerConfig): Pruner {
  return make(parseConfig(prunerConfigSchema, config, 'pruner'));
}

function make(parsed: z.output<typeof prunerConfigSchema>): Pruner {
  switch (parsed.kind) {
    case 'none':
      return new NonePruner();
    case 'median':
      return new MedianPruner(parsed);
    case 'percentile':
      return new PercentilePruner(parsed);
    case 'patient':
      return new PatientPruner(parsed, parsed.pruner ? make(parsed.pruner) : null);
    case 'threshold':
      return new ThresholdPruner(parsed);
    case 'asha':
      return new SuccessiveHalvingPruner(parsed);
    case 'hyperband':
      return new HyperbandPruner(parsed);
    case 'wilcoxon':
      return new WilcoxonPruner(parsed);
    case 'race':
      return new RacePruner(parsed);
  }
}
