/**
 * Writes test/golden/bilstm-bits.json: what the first version of the BiLSTM computed, for its later versions to equal.
 *
 *   SENTILAB_BACKEND=wasm npx tsx test/golden/scripts/bilstm-bits.ts > test/golden/bilstm-bits.json
 *
 * WebAssembly gives the same bits on every processor; native TensorFlow does not.
 */
import { loadBackend } from '../../../lib/runtime/node.ts';
import { hashOfState, smallBatch, smallModel, train } from '../../models/bilstm/support.ts';

const backend = await loadBackend();
const model = smallModel(backend);
const start = hashOfState(model.exportState());
const losses = train(model, 0, 20);
const end = hashOfState(model.exportState());
const probabilities = [...model.predict(smallBatch(1000))];
process.stdout.write(`${JSON.stringify({ backend: backend.kind, start, losses, probabilities, end }, null, 2)}\n`);
