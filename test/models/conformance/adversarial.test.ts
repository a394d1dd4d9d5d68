import assert from 'node:assert/strict';
import { adversarialConfigSchema } from '../../../lib/models/index.ts';
import type { Trainable } from '../../../lib/models/index.ts';
import type { Backend } from '../../../lib/runtime/index.ts';
import { loadBackend } from '../../../lib/runtime/node.ts';
import { smallBatch, smallModel, train } from '../bilstm/support.ts';
import { VARIANTS, withoutDropout } from './kinds.ts';

const BATCH = smallBatch(5, 12);

/**
 * Perturbations so small that a network is all but linear over them, and how many times the second loss grows when they
 * double: a slope for `fgm`, a curvature for `vat`.
 */
const CASES = [
  { options: { kind: 'fgm' }, epsilon: 0.005, growth: 2 },
  { options: { kind: 'vat', xi: 0.01 }, epsilon: 0.02, growth: 4 },
] as const;

describe('adversarial training of every network', () => {
  let backend: Backend;
  before(async () => {
    backend = await loadBackend();
  });

  const still = (model: Trainable, options?: object) =>
    model.step(BATCH, {
      learningRate: 0,
      clipNorm: null,
      ...(options && { adversarial: adversarialConfigSchema.parse(options) }),
    });

  for (const { title, config } of VARIANTS)
    for (const { options, epsilon, growth } of CASES)
      it(`${title}: the perturbed loss of ${options.kind} rises ${growth}-fold with twice the perturbation, and no tensor is kept`, () => {
        const model = smallModel(backend, { config: withoutDropout(config) });
        train(model, 0, 3); // away from biases of 0
        const plain = still(model);
        const tensors = backend.tf.memory().numTensors;
        const [near, far] = [epsilon, 2 * epsilon].map((length) => {
          const { loss, gradientNorm } = still(model, { ...options, epsilon: length });
          assert.ok(Number.isFinite(gradientNorm) && gradientNorm !== plain.gradientNorm);
          return options.kind === 'fgm' ? loss - 2 * plain.loss : loss - plain.loss;
        }) as [number, number];
        assert.equal(backend.tf.memory().numTensors, tensors);
        assert.ok(near > 0, String(near));
        assert.ok(Math.abs(far / near / growth - 1) <= 0.2, `${near} ${far}`);
        model.dispose();
      });
});
