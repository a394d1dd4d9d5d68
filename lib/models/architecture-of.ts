import { bilstm } from './bilstm/bilstm.ts';
import { cnn } from './cnn/cnn.ts';
import type { NetworkConfig } from './config/model-config.ts';
import { fasttext } from './fasttext/fasttext.ts';
import { gru } from './gru/gru.ts';
import type { Architecture } from './network/architecture.ts';
import { transformer } from './transformer/transformer.ts';

/** The architecture that a configuration names. */
export function architectureOf(config: NetworkConfig): Architecture {
  switch (config.kind) {
    case 'bilstm':
      return bilstm(config);
    case 'gru':
      return gru(config);
    case 'cnn':
      return cnn(config);
    case 'fasttext':
      return fasttext(config);
    case 'transformer':
      return transformer(config);
  }
}
