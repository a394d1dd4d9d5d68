import { z } from 'zod';
import { recurrentOptions } from './recurrent-config.ts';

/**
 * An LSTM over word vectors, bidirectional unless `directions` says otherwise: embedding → dropout → recurrent layers →
 * pooling → dropout → ReLU layers with dropout → one logit.
 */
export const bilstmConfigSchema = z.strictObject({ kind: z.literal('bilstm'), ...recurrentOptions });

/** A complete configuration, defaults filled in. */
export type BilstmConfig = Readonly<z.output<typeof bilstmConfigSchema>>;
