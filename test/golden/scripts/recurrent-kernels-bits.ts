/**
 * Writes test/golden/recurrent-kernels-bits.json: the SHA-256 of what our own recurrent kernels compute, which is the same
 * on every processor with fused multiply-add, for any number of threads; likewise of those for a training step (sums of rows,
 * norm, Adam), null with a binding that has none.
 *
 *   npx tsx test/golden/scripts/recurrent-kernels-bits.ts > test/golden/recurrent-kernels-bits.json
 */
import { createHash, type Hash } from 'node:crypto';
import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import { Rng } from '../../../lib/random/index.ts';
import { recurrentOps } from '../../../lib/runtime/index.ts';
import { loadBackend } from '../../../lib/runtime/node.ts';
import { EagerOps } from '../../../lib/runtime/ops/native/eager.ts';
import { hasStepOps } from '../../../lib/runtime/ops/native/kernels/step-ops.ts';
import { trainTable } from '../../runtime/ops/train-table.ts';

const backend = await loadBackend({ force: 'native' });
const { tf } = backend;
const ops = recurrentOps(backend);
const hash = createHash('sha256');
const take = (tensor: Tensor): void => update(hash, tensor.dataSync());
function update(hash: Hash, { buffer, byteOffset, byteLength }: NodeJS.TypedArray): void {
  hash.update(new Uint8Array(buffer, byteOffset, byteLength));
}

for (const [cell, gates] of [
  ['lstm', 4],
  ['gru', 3],
] as const) {
  const [steps, batch, inputs, units] = [23, 50, 30, 40];
  const rng = new Rng(3);
  const draw = (...shape: number[]): Tensor => {
    const size = shape.reduce((product, length) => product * length, 1);
    return tf.tensor1d(Float32Array.from({ length: size }, () => 0.3 * rng.normal())).reshape(shape);
  };
  const lengths = Int32Array.from({ length: batch }, () => rng.int(1, steps));
  const side = (): [Tensor, Tensor] => [draw(inputs + units, gates * units), draw(4 * units)];
  const x = draw(steps, batch, inputs);
  const layerOf = (x: Tensor, a: Tensor, b: Tensor, c: Tensor, d: Tensor) => ({
    ...{ cell, x: x as Tensor3D, lengths },
    directions: [
      { backward: false, kernel: a as Tensor2D, bias: b as Tensor1D },
      { backward: true, kernel: c as Tensor2D, bias: d as Tensor1D },
    ],
  });
  const weights: [Tensor, Tensor, Tensor, Tensor] = [...side(), ...side()];
  const { grads } = tf.valueAndGrads((...all: Tensor[]) =>
    ops
      .recurrentSequence(layerOf(...(all as [Tensor, Tensor, Tensor, Tensor, Tensor])))
      .square()
      .sum()
      .asScalar(),
  )([x, ...weights]);
  grads.forEach(take);
  take(ops.recurrentLast(layerOf(x, ...weights)));
}
let steps: string | null = null;
if (backend.kernels !== null && hasStepOps(new EagerOps(tf))) {
  const { arrays, norms } = trainTable(backend, ops);
  const ofSteps = createHash('sha256').update(JSON.stringify(norms));
  for (const array of arrays) update(ofSteps, array);
  steps = ofSteps.digest('hex');
}
const { kernels } = backend;
process.stdout.write(`${JSON.stringify({ kernels, sha256: hash.digest('hex'), steps })}\n`);
