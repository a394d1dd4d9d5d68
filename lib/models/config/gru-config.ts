import { z } from 'zod';
import { recurrentOptions } from './recurrent-config.ts';

/** As the `bilstm` kind, with gated recurrent units: three gates instead of four, and one state. */
export const gruConfigSchema = z.strictObject({ kind: z.literal('gru'), ...recurrentOptions });

/** A complete configuration, defaults filled in. */
export type GruConfig = Readonly<z.output<typeof gruConfigSchema>>;
