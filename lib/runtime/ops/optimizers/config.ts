import { z } from 'zod';

const decay = (value: number) => z.number().min(0).lt(1).default(value);
const epsilon = z.number().positive().max(1).default(1e-8);
const weightDecay = (value: number) =>
  z
    .number()
    .min(0)
    .max(100)
    .default(value)
    .describe(
      `Every update first multiplies the weights by 1 − learning rate × this, apart from the gradient (Loshchilov & Hutter 2019); default ${value}`,
    );

/** Adam: Kingma & Ba 2015, algorithm 1. */
export const adamConfigSchema = z.strictObject({
  kind: z.literal('adam'),
  beta1: decay(0.9).describe('Decay of the mean gradient; default 0.9'),
  beta2: decay(0.999).describe('Decay of the mean squared gradient; default 0.999'),
  epsilon: epsilon.describe('Added to the root of the bias-corrected mean square; default 1e-8'),
});

/** Adam with decoupled weight decay: Loshchilov & Hutter 2019, algorithm 2. */
export const adamwConfigSchema = adamConfigSchema.extend({
  kind: z.literal('adamw'),
  weightDecay: weightDecay(0.01),
});

/** Gradient descent with momentum as in PyTorch: the learning rate stands outside the momentum. */
export const sgdConfigSchema = z.strictObject({
  kind: z.literal('sgd'),
  momentum: decay(0.9).describe('Decay of the sum of past gradients; 0: none; default 0.9'),
  nesterov: z
    .boolean()
    .default(false)
    .describe('Looks ahead by one momentum step (Sutskever et al. 2013); default false'),
  weightDecay: weightDecay(0),
});

/** RMSProp (Hinton, lecture 6e of "Neural networks for machine learning", 2012) as in PyTorch. */
export const rmspropConfigSchema = z.strictObject({
  kind: z.literal('rmsprop'),
  decay: decay(0.99).describe('Decay of the mean squared gradient; default 0.99'),
  epsilon: epsilon.describe('Added to the root of the mean square; default 1e-8'),
  momentum: decay(0).describe('Decay of the sum of past steps; default 0: none'),
  weightDecay: weightDecay(0),
});

/** Lion, the sign of a momentum: Chen et al. 2023, "Symbolic discovery of optimization algorithms", algorithm 2. */
export const lionConfigSchema = z.strictObject({
  kind: z.literal('lion'),
  beta1: decay(0.9).describe('Share of the momentum in the direction of a step; default 0.9'),
  beta2: decay(0.99).describe('Decay of the momentum; default 0.99'),
  weightDecay: weightDecay(0),
});

/** How weights follow their gradients, told apart by `kind`. */
export const optimizerConfigSchema = z.discriminatedUnion('kind', [
  adamConfigSchema,
  adamwConfigSchema,
  sgdConfigSchema,
  rmspropConfigSchema,
  lionConfigSchema,
]);

/** A whole optimizer configuration, defaults filled in. */
export type OptimizerConfig = Readonly<z.output<typeof optimizerConfigSchema>>;
/** What a person may write: any field but `kind` may be left out. */
export type OptimizerConfigInput = Readonly<z.input<typeof optimizerConfigSchema>>;

/** Adam with the constants of its paper: what trains where nothing else is asked for. */
export const DEFAULT_OPTIMIZER: OptimizerConfig = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

/** Names of the arrays that an optimizer remembers for each variable. */
export function slotNames(config: OptimizerConfig): readonly string[] {
  switch (config.kind) {
    case 'adam':
    case 'adamw':
      return ['m', 'v'];
    case 'sgd':
      return config.momentum > 0 ? ['momentum'] : [];
    case 'rmsprop':
      return config.momentum > 0 ? ['square', 'momentum'] : ['square'];
    case 'lion':
      return ['momentum'];
  }
}

/** Decoupled weight decay of a configuration; 0 for Adam, which has none. */
export function weightDecayOf(config: OptimizerConfig): number {
  return config.kind === 'adam' ? 0 : config.weightDecay;
}
