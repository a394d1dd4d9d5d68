import { z } from 'zod';
import { parseConfig } from '../../config/index.ts';
import type { Direction } from '../objectives.ts';
import type { Params } from '../params.ts';
import type { Space } from '../space.ts';
import { NoImprovementTerminator } from './no-improvement.ts';
import { RegretTerminator } from './regret.ts';
import { TargetTerminator } from './target.ts';
import type { Terminator } from './terminator.ts';

/** A terminator as JSON. */
export const terminatorConfigSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('no-improvement'),
    trials: z.int().min(1).default(30).describe('Finished trials in a row without a better value'),
    minDelta: z.number().min(0).default(0).describe('Better means better by more than this'),
  }),
  z.strictObject({
    kind: z.literal('target'),
    value: z.number().describe('A trial that is as good as this ends the study'),
  }),
  z.strictObject({
    kind: z.literal('regret'),
    startupTrials: z.int().min(2).default(20).describe('Finished trials before anything is decided'),
    topShare: z
      .number()
      .gt(0)
      .max(1)
      .default(0.5)
      .describe('Share of the trials, the best, that is modelled'),
    noise: z
      .number()
      .min(0)
      .exactOptional()
      .describe(
        'Differences below this are noise. Default: from the scores per fold or seed of the best trial',
      ),
  }),
]);

/** Defaults may be left out. */
export type TerminatorConfig = z.input<typeof terminatorConfigSchema>;

export const TERMINATOR_KINDS = ['no-improvement', 'target', 'regret'] as const;

/**
 * Makes the terminator that a config names.
 *
 * @throws UserError for an unknown kind or a bad option
 */
export function createTerminator<P extends Params>(
  config: TerminatorConfig,
  space: Space<P>,
  { seed, direction }: { readonly seed: number; readonly direction: Direction },
): Terminator {
  const parsed = parseConfig(terminatorConfigSchema, config, 'terminator');
  switch (parsed.kind) {
    case 'no-improvement':
      return new NoImprovementTerminator(parsed);
    case 'target':
      return new TargetTerminator(parsed.value, direction);
    case 'regret':
      return new RegretTerminator(space, seed, parsed);
  }
}
