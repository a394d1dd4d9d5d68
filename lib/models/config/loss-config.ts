import { z } from 'zod';

/** Cross-entropy in nats, with targets moved towards one half: Szegedy et al. 2016, section 7. */
export const crossEntropySchema = z.strictObject({
  kind: z.literal('cross-entropy'),
  labelSmoothing: z
    .number()
    .min(0)
    .lt(1)
    .default(0)
    .describe('Share of the target spread over both classes: 1 becomes 1 − s/2, 0 becomes s/2; default 0'),
});

/** Cross-entropy times (1 − probability of the right class)^gamma: Lin et al. 2017. */
export const focalLossSchema = z.strictObject({
  kind: z.literal('focal'),
  gamma: z
    .number()
    .min(0)
    .max(20)
    .default(2)
    .describe('How much less easy examples count; 0 is cross-entropy; default 2'),
});

/** What a training step minimises, told apart by `kind`. */
export const lossConfigSchema = z.discriminatedUnion('kind', [crossEntropySchema, focalLossSchema]);

/** A whole loss configuration, defaults filled in. */
export type LossConfig = Readonly<z.output<typeof lossConfigSchema>>;
