/**
 * Proves a tensor backend by using it, in a process of its own (a library for another processor kills the process):
 *
 *   node --import tsx bin/setup/tensorflow/smoke.mjs native|wasm
 *
 * prints one line of JSON. Not through lib/runtime/node.ts, so that nothing but the backend itself can fail here.
 */
import assert from 'node:assert/strict';
import { createNativeOps } from '../../../lib/runtime/ops/native/native-ops.ts';
import { loadBackend } from '../../../lib/runtime/backend/load-backend.ts';

const kind = process.argv[2] === 'wasm' ? 'wasm' : 'native';
const backend = await loadBackend({ force: kind });
const { tf } = backend;

const product = tf.matMul(tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor2d([5, 6, 7, 8], [2, 2]));
assert.deepEqual(Array.from(product.dataSync()), [19, 22, 43, 50]);

// An embedding look-up and back: what training needs first.
const ids = tf.tensor1d([1, 1, 0], 'int32');
const gradient = tf.grad((table) => tf.gather(table, ids).square().sum())(tf.tensor2d([1, 2, 3, 4], [2, 2]));
assert.deepEqual(Array.from(gradient.dataSync()), [2, 4, 12, 16]);

if (kind === 'native') await blockLstm();
if (backend.kernels !== null) ownKernels();
const { tensorflowVersion, tfjsVersion, threads, onednn, kernels } = backend;
const proof = { kind, tensorflowVersion, tfjsVersion, threads, onednn, kernels };
process.stdout.write(`${JSON.stringify(proof)}\n`);

/**
 * @typedef {import('@tensorflow/tfjs').Tensor1D} Bias
 * @typedef {import('@tensorflow/tfjs').Tensor2D} Kernel
 * @typedef {[import('@tensorflow/tfjs').Tensor3D, Kernel, Bias, Kernel, Bias]} Operands
 */

/** Our own kernels beside TensorFlow's operations: both directions of an LSTM and a GRU, their gradients, and a step of Adam. */
function ownKernels() {
  const own = createNativeOps(tf, { kernels: true });
  const theirs = createNativeOps(tf, { kernels: false });
  const [time, batch, inputs, units] = [5, 3, 4, 6];
  const lengths = Int32Array.of(5, 2, 4);
  /** @param {number} size @param {number} seed */
  const values = (size, seed) => Float32Array.from({ length: size }, (_, k) => Math.sin(seed + 3 * k));
  for (const [cell, gates] of /** @type {const} */ ([
    ['lstm', 4],
    ['gru', 3],
  ])) {
    const weights = [0, 1].flatMap((k) => [
      tf.tensor2d(values((inputs + units) * gates * units, k), [inputs + units, gates * units]),
      tf.tensor1d(values(4 * units, 5 + k)),
    ]);
    const x = tf.tensor3d(values(time * batch * inputs, 9), [time, batch, inputs]);
    const [mine, other] = [own, theirs].map((ops) => {
      /** @param {readonly import('@tensorflow/tfjs').Tensor[]} tensors */
      const run = (...tensors) => {
        const [x, a, b, c, d] = /** @type {Operands} */ (/** @type {unknown} */ (tensors));
        const directions = [
          { backward: false, kernel: a, bias: b },
          { backward: true, kernel: c, bias: d },
        ];
        return ops.recurrentLast({ cell, x, lengths, directions }).square().sum().asScalar();
      };
      const { value, grads } = tf.valueAndGrads(run)([x, ...weights]);
      return [value, ...grads].flatMap((tensor) => [...tensor.dataSync()]);
    });
    const off = Math.max(...(mine ?? [NaN]).map((value, k) => Math.abs(value - (other?.[k] ?? NaN))));
    assert.ok(off <= 1e-5, `the kernel of the ${cell} is off by ${off}`);
  }
  const trained = [own, theirs].map((ops) => {
    const variable = ops.variable([9, 3], values(27, 2));
    const adam = ops.optimizer(new Map([['w', variable]]), {
      ...{ kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.1 },
    });
    return tf.tidy(() => {
      const gradient = ops.sumRows(tf.tensor2d(values(12, 3), [4, 3]), Int32Array.of(5, 1, 5, 8), 9);
      adam.update(new Map([['w', gradient]]), { learningRate: 0.1, gradientScale: 0.5 });
      return [ops.squaredNorm([gradient]), ...variable.values()];
    });
  });
  const off = Math.max(
    ...(trained[0] ?? [NaN]).map((value, k) => Math.abs(value - (trained[1]?.[k] ?? NaN))),
  );
  assert.ok(off <= 1e-5, `the kernel of Adam is off by ${off}`);
}

/** TensorFlow's fused LSTM, which the recurrent layers stand on: one step of one unit, all weights 0, one bias 1. */
async function blockLstm() {
  const { Int64Scalar } = await import('@tensorflow/tfjs-node/dist/int64_tensors.js');
  const native =
    /** @type {import('@tensorflow/tfjs-node/dist/nodejs_kernel_backend.js').NodeJSKernelBackend} */ (
      tf.backend()
    );
  const { binding } = native;
  const zero = tf.zeros([1, 1]);
  const peephole = tf.zeros([1]);
  // tfjs-node takes its own 64-bit scalar for a tensor; the types do not say so.
  const length = /** @type {import('@tensorflow/tfjs').TensorInfo} */ (
    /** @type {unknown} */ (new Int64Scalar(1))
  );
  const outputs = native.executeMultipleOutputs(
    'BlockLSTM',
    [
      { name: 'forget_bias', type: binding.TF_ATTR_FLOAT, value: 0 },
      { name: 'cell_clip', type: binding.TF_ATTR_FLOAT, value: -1 },
      { name: 'use_peephole', type: binding.TF_ATTR_BOOL, value: false },
      { name: 'T', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT },
    ],
    [
      length,
      ...[tf.ones([1, 1, 1]), zero, zero, tf.zeros([2, 4]), peephole, peephole, peephole],
      tf.tensor1d([0, 1, 0, 0]), // gates in the order input, candidate, forget, output
    ],
    7,
  );
  const hidden = outputs.at(-1)?.dataSync()[0] ?? NaN;
  assert.ok(Math.abs(hidden - 0.5 * Math.tanh(0.5 * Math.tanh(1))) < 1e-6, `BlockLSTM gave ${hidden}`);
}
