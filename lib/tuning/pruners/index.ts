import { z } from 'zod';
import { parseConfig } from '../../config/index.ts';
import { MedianPruner } from './median.ts';
import { NonePruner } from './none.ts';
import type { Pruner } from './pruner.ts';

/** A pruner as JSON. */
export const prunerConfigSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('median'),
    startupTrials: z.int().min(1).default(5).describe('Trials to compare with before anything is pruned'),
    warmupEpochs: z.int().min(0).default(0).describe('First epochs that are never pruned'),
    intervalEpochs: z.int().min(1).default(1),
    among: z.enum(['finished', 'reported']).default('finished').describe('Whom to compare with'),
  }),
]);

/** Defaults may be left out. */
export type PrunerConfig = z.input<typeof prunerConfigSchema>;

export const PRUNER_KINDS = ['none', 'median'] as const;

/**
 * Makes the pruner that a config names.
 *
 * @throws UserError for an unknown kind or a bad option
 */
export function createPruner(config: PrunerConfig): Pruner {
  const parsed = parseConfig(prunerConfigSchema, config, 'pruner');
  switch (parsed.kind) {
    case 'none':
      return new NonePruner();
    case 'median':
      return new MedianPruner(parsed);
  }
}
