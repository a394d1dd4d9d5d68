import type { GruConfig } from '../config/gru-config.ts';
import type { Architecture } from '../network/architecture.ts';
import { recurrent } from '../recurrent/recurrent.ts';
import { gruCell } from './gru-cell.ts';

/** Gated recurrent units, bidirectional unless the configuration says otherwise: see {@link GruConfig} for the layers. */
export const gru = (config: GruConfig): Architecture => recurrent(config, gruCell);
