/**
 * A process that trains the small model and prints what came of it. Run by the tests, in another process than theirs.
 *
 *   train-child.ts FROM TO [STATE]   STATE: a file with an exported state to begin with
 */
import fs from 'node:fs';
import type { NamedArray, TrainableState } from '../../../lib/models/index.ts';
import { loadBackend } from '../../../lib/runtime/node.ts';
import { hashOfState, smallBatch, smallModel, train } from './support.ts';

interface WrittenState {
  readonly arrays: readonly { readonly name: string; readonly shape: number[]; readonly bits: number[] }[];
  readonly scalars: TrainableState['scalars'];
}

const [from = '0', to = '20', stateFile] = process.argv.slice(2);
const backend = await loadBackend();
const model = smallModel(backend);
if (stateFile !== undefined) {
  const written = JSON.parse(fs.readFileSync(stateFile, 'utf8')) as WrittenState;
  const arrays = written.arrays.map(({ name, shape, bits }): NamedArray => {
    return { name, shape, values: new Float32Array(Uint32Array.from(bits).buffer) };
  });
  model.importState({ arrays, scalars: written.scalars });
}
const losses = train(model, Number(from), Number(to));
const tensors = backend.tf.memory().numTensors;
const probabilities = [...model.predict(smallBatch(1000))];
const hash = hashOfState(model.exportState());
model.dispose();
process.stdout.write(JSON.stringify({ kind: backend.kind, losses, probabilities, hash, tensors }));
