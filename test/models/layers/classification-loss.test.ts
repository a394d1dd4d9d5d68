import assert from 'node:assert/strict';
import type { Tensor2D } from '@tensorflow/tfjs';
import { sigmoid } from '../../../lib/models/layers/binary-cross-entropy.ts';
import { classificationLoss, type LossOptions } from '../../../lib/models/layers/classification-loss.ts';
import type { LossConfig } from '../../../lib/models/index.ts';
import type { Backend } from '../../../lib/runtime/index.ts';
import { loadBackend } from '../../../lib/runtime/node.ts';
import { differentiate, distance, golden } from '../../runtime/ops/support.ts';

interface GoldenLosses {
  readonly logits: number[];
  readonly labels: number[];
  readonly cases: readonly {
    readonly loss: LossConfig;
    readonly weights: [number, number];
    readonly value: number;
    readonly gradient: number[];
  }[];
}

describe('classificationLoss', () => {
  let backend: Backend;
  before(async () => {
    backend = await loadBackend();
  });

  it('equals tf.losses.sigmoidCrossEntropy, value and gradient', () => {
    const { tf } = backend;
    const logits = tf.tensor2d([-3, -0.2, 0, 1.5, 4], [5, 1]);
    const labels = Int32Array.of(0, 1, 1, 0, 1);
    const ours = differentiate(backend, (z) => classificationLoss(tf, z as Tensor2D, labels), [logits]);
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
      (z) => classificationLoss(tf, z as Tensor2D, Int32Array.of(1, 0, 0, 1)),
      [logits],
    );
    assert.equal(value, 500);
    assert.deepEqual([...(gradients[0] as Float32Array)], [0, 0, 0.25, -0.25]);
    assert.deepEqual([sigmoid(1000), sigmoid(-1000), sigmoid(0)], [1, 0, 0.5]);
    logits.dispose();
  });

  it("gives PyTorch's values and gradients within 1e-6: smoothing, focal, class weights", () => {
    const { tf } = backend;
    const { logits, labels, cases } = golden<GoldenLosses>('losses');
    assert.equal(cases.length, 6);
    const z = tf.tensor2d(logits, [logits.length, 1]);
    for (const { loss, weights, value, gradient } of cases) {
      const ours = differentiate(
        backend,
        (x) => classificationLoss(tf, x as Tensor2D, Int32Array.from(labels), { loss, weights }),
        [z],
      );
      assert.ok(Math.abs(ours.value - value) <= 1e-6 * Math.max(1, value), JSON.stringify(loss));
      assert.ok(distance(ours.gradients[0] as Float32Array, gradient) <= 1e-6, JSON.stringify(loss));
    }
    z.dispose();
  });

  it('takes soft labels: those of smoothing give the value and gradient of smoothing, whole ones those of labels', () => {
    const { tf } = backend;
    const z = tf.tensor2d([-3, -0.2, 0, 1.5, 4], [5, 1]);
    const labels = Int32Array.of(0, 1, 1, 0, 1);
    const run = (options: LossOptions): { value: number; gradient: Float32Array } => {
      const { value, gradients } = differentiate(
        backend,
        (x) => classificationLoss(tf, x as Tensor2D, labels, options),
        [z],
      );
      return { value, gradient: gradients[0] as Float32Array };
    };
    const smoothed = run({ loss: { kind: 'cross-entropy', labelSmoothing: 0.1 } });
    const soft = run({ targets: Float32Array.from(labels, (label) => 0.05 + 0.9 * label) });
    assert.ok(Math.abs(soft.value - smoothed.value) <= 1e-6);
    assert.ok(distance(soft.gradient, smoothed.gradient) <= 1e-7);
    const weights = [0.5, 2] as const;
    assert.deepEqual(run({ weights, targets: Float32Array.from(labels) }), run({ weights }));
    z.dispose();
  });
});
