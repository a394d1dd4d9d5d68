import assert from 'node:assert/strict';
import type { Tensor2D } from '@tensorflow/tfjs';
import { binaryCrossEntropy, sigmoid } from '../../../lib/models/layers/binary-cross-entropy.ts';
import type { Backend } from '../../../lib/runtime/index.ts';
import { loadBackend } from '../../../lib/runtime/node.ts';
import { differentiate, distance } from '../../runtime/ops/support.ts';

describe('binaryCrossEntropy', () => {
  let backend: Backend;
  before(async () => {
    backend = await loadBackend();
  });

  it('equals tf.losses.sigmoidCrossEntropy, value and gradient', () => {
    const { tf } = backend;
    const logits = tf.tensor2d([-3, -0.2, 0, 1.5, 4], [5, 1]);
    const labels = Int32Array.of(0, 1, 1, 0, 1);
    const ours = differentiate(backend, (z) => binaryCrossEntropy(tf, z as Tensor2D, labels), [logits]);
    const truth = tf.tensor2d(Array.from(labels), [5, 1]);
    const theirs = differentiate(backend, (z) => tf.losses.sigmoidCrossEntropy(truth, z), [logits]);
    assert.ok(Math.abs(ours.value - theirs.value) <= 1e-6);
    assert.ok(distance(ours.gradients[0] as Float32Array, theirs.gradients[0] as Float32Array) <= 1e-7);
    tf.dispose([logits, truth]);
  });

  it('stays finite at logits of ±1000', () => {
    const { tf } = backend;
    const logits = tf.tensor2d([1000, -1000, 1000, -1000], [4, 1]);
    const { value, gradients } = differentiate(
      backend,
      (z) => binaryCrossEntropy(tf, z as Tensor2D, Int32Array.of(1, 0, 0, 1)),
      [logits],
    );
    assert.equal(value, 500);
    assert.deepEqual([...(gradients[0] as Float32Array)], [0, 0, 0.25, -0.25]);
    assert.deepEqual([sigmoid(1000), sigmoid(-1000), sigmoid(0)], [1, 0, 0.5]);
    logits.dispose();
  });
});
