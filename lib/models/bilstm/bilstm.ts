import type { BilstmConfig } from '../config/bilstm-config.ts';
import type { Architecture } from '../network/architecture.ts';
import { recurrent } from '../recurrent/recurrent.ts';
import { lstmCell } from './lstm-cell.ts';

/** An LSTM, bidirectional unless the configuration says otherwise: see {@link BilstmConfig} for its layers. */
export const bilstm = (config: BilstmConfig): Architecture => recurrent(config, lstmCell);
