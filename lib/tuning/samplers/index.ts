import { z } from 'zod';
import type { Params } from '../params.ts';
import { parseConfig } from '../../config/index.ts';
import type { Sampler } from '../sampler.ts';
import type { Space } from '../space.ts';
import { chooseSampler } from './auto.ts';
import { CmaEsSampler } from './cmaes.ts';
import { GpSampler } from './gp.ts';
import { GridSampler } from './grid.ts';
import { NsgaSampler } from './nsga2.ts';
import { RandomSampler } from './random.ts';
import { SobolSampler } from './sobol.ts';
import { TpeSampler } from './tpe.ts';

const value = z.union([z.number(), z.string(), z.boolean()]);
const points = z.int().min(1);

/** A sampler as JSON. */
export const samplerConfigSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('grid'),
    points: z
      .union([points, z.record(z.string(), z.union([points, z.array(value).min(1)]))])
      .default(3)
      .describe('Points per numeric parameter, or by name points or the values themselves'),
  }),
  z.strictObject({ kind: z.literal('random') }),
  z.strictObject({ kind: z.literal('sobol') }),
  z.strictObject({
    kind: z.literal('tpe'),
    startupTrials: z
      .int()
      .min(1)
      .default(10)
      .describe('Trials drawn from the prior before the model proposes'),
    goodShare: z.number().gt(0).lte(1).default(0.1).describe('Share of the trials that count as good'),
    priorWeight: z.number().gt(0).default(0.5).describe('Higher explores more'),
    candidates: z.int().min(1).default(24).describe('Draws per suggestion of which the best is taken'),
  }),
  z.strictObject({
    kind: z.literal('gp'),
    startupTrials: z
      .int()
      .min(1)
      .default(10)
      .describe('Trials of a Sobol sequence before the model proposes'),
    modelTrials: z.int().min(10).default(300).describe('At most so many trials the model stands on'),
  }),
  z.strictObject({
    kind: z.literal('cmaes'),
    startupTrials: z
      .int()
      .min(1)
      .default(10)
      .describe('Trials in the middle and of a Sobol sequence, of which the best is the first mean'),
    sigma: z.number().gt(0).lte(1).default(0.1).describe('First deviation, as a part of every range'),
    population: z
      .int()
      .min(4)
      .default(6)
      .describe('Trials of a generation before the first restart, which doubles them'),
  }),
  z.strictObject({
    kind: z.literal('nsga2'),
    population: z
      .int()
      .min(2)
      .default(20)
      .describe('So many trials are drawn from the prior, and so many of the best are parents'),
    crossover: z.number().min(0).max(1).default(0.9).describe('Chance that two parents are crossed'),
  }),
  z.strictObject({
    kind: z.literal('auto'),
    trials: z.int().min(1).default(100).describe('The budget by which a sampler is chosen'),
  }),
]);

/** Defaults may be left out. */
export type SamplerConfig = z.input<typeof samplerConfigSchema>;

export const SAMPLER_KINDS = ['grid', 'random', 'sobol', 'tpe', 'gp', 'cmaes', 'nsga2', 'auto'] as const;

/**
 * Makes the sampler that a config names.
 *
 * @throws UserError for an unknown kind or a bad option
 */
export function createSampler<P extends Params>(
  config: SamplerConfig,
  space: Space<P>,
  seed: number,
): Sampler<P> {
  const parsed = parseConfig(samplerConfigSchema, config, 'sampler');
  switch (parsed.kind) {
    case 'grid':
      return new GridSampler(space, seed, parsed);
    case 'random':
      return new RandomSampler(space, seed);
    case 'sobol':
      return new SobolSampler(space, seed);
    case 'tpe':
      return new TpeSampler(space, seed, parsed);
    case 'gp':
      return new GpSampler(space, seed, parsed);
    case 'cmaes':
      return new CmaEsSampler(space, seed, parsed);
    case 'nsga2':
      return new NsgaSampler(space, seed, parsed);
    case 'auto':
      return createSampler({ kind: chooseSampler(space, parsed.trials).kind }, space, seed);
  }
}
