/**
 * Proves a tensor backend by using it, in a process of its own (a library for another processor kills the process):
 *
 *   node --import tsx bin/setup/tensorflow/smoke.mjs native|wasm
 *
 * prints one line of JSON. Not through lib/runtime/node.ts, so that nothing but the backend itself can fail here.
 */
import assert from 'node:assert/strict';
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
const { tensorflowVersion, tfjsVersion, threads, onednn } = backend;
process.stdout.write(`${JSON.stringify({ kind, tensorflowVersion, tfjsVersion, threads, onednn })}\n`);

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
