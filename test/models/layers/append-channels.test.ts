import assert from 'node:assert/strict';
import type { Batch } from '../../../lib/data/index.ts';
import { createTrainable, describeModel, parseModelConfig } from '../../../lib/models/index.ts';
import type { NetworkConfigInput, Trainable } from '../../../lib/models/index.ts';
import { Rng } from '../../../lib/random/index.ts';
import type { Backend } from '../../../lib/runtime/index.ts';
import { loadBackend } from '../../../lib/runtime/node.ts';
import { distance } from '../../runtime/ops/support.ts';
import { DIMENSIONS, STEP, VOCABULARY, embeddingMatrix, smallBatch } from '../bilstm/support.ts';
import { derivativeError, gradientsOf, weightsOfModel } from '../conformance/gradients.ts';

const COUNT = 3;

/** A batch with channels. */
function withChannels(batch: Batch, seed = 1): Batch {
  const rng = new Rng(seed);
  const values = new Float32Array(batch.size * batch.time * COUNT);
  batch.lengths.forEach((length, row) => {
    for (let k = 0; k < length * COUNT; k++) values[row * batch.time * COUNT + k] = rng.normal() * 0.5;
  });
  return { ...batch, channels: { count: COUNT, values } };
}

const CONFIGS: readonly NetworkConfigInput[] = [
  { kind: 'bilstm', units: 6, dropout: { embedding: 0, head: 0 } },
  { kind: 'gru', units: 6, dropout: { embedding: 0, head: 0 } },
];

describe('channels of a recurrent model', () => {
  let backend: Backend;
  before(async () => {
    backend = await loadBackend();
  });

  const model = (config: NetworkConfigInput, channels = COUNT, trainable = true): Trainable =>
    createTrainable(parseModelConfig(config), {
      backend,
      seed: 3,
      vocabularySize: VOCABULARY,
      embedding: { matrix: embeddingMatrix(), dimensions: DIMENSIONS, trainable },
      channels,
    });

  for (const config of CONFIGS) {
    it(`${config.kind}: every weight's gradient agrees with central differences within 1e-2`, () => {
      const small = model(config);
      const batch = withChannels(smallBatch(5, 12));
      for (let k = 0; k < 3; k++) small.step(withChannels(smallBatch(k), k + 1), STEP);
      for (const [weight, gradient] of gradientsOf(small, batch)) {
        assert.ok(Math.max(...gradient.map(Math.abs)) > 1e-6, `${weight}: no gradient`);
        const error = derivativeError(small, batch, weight, gradient);
        assert.ok(error <= 1e-2, `${weight}: relative error ${error}`);
      }
      small.dispose();
    });

    it(`${config.kind}: reads them, and not those of padding`, () => {
      const small = model(config);
      const batch = withChannels(smallBatch(9));
      const before = small.predict(batch);
      const values = batch.channels?.values.slice() ?? new Float32Array();
      const short = [...batch.lengths].findIndex((length) => length < batch.time);
      const end = (short * batch.time + (batch.lengths[short] ?? 0)) * COUNT;
      values[end] = 99;
      const channels = { count: COUNT, values };
      assert.deepEqual(small.predict({ ...batch, channels }), before);
      values[0] = (values[0] ?? 0) + 1;
      const after = small.predict({ ...batch, channels });
      assert.notEqual(after[0], before[0]);
      assert.ok(distance(after.slice(1), before.slice(1)) <= 1e-7);
      small.dispose();
    });
  }

  it('trains with word vectors that stay as they are', () => {
    const small = model(CONFIGS[0] as NetworkConfigInput, COUNT, false);
    const before = weightsOfModel(small);
    small.step(withChannels(smallBatch(1)), STEP);
    const changed = weightsOfModel(small).filter(
      ({ values }, k) => distance(values, before[k]?.values ?? []) > 0,
    );
    assert.deepEqual(
      changed.map(({ name }) => name).filter((name) => name === 'weights/embedding'),
      [],
    );
    assert.ok(changed.length >= 6);
    small.dispose();
  });

  it('are refused by a model made without them, and missed by one made with them', () => {
    const plain = model(CONFIGS[0] as NetworkConfigInput, 0);
    assert.throws(() => plain.predict(withChannels(smallBatch(1))), /takes 0 channels.*Got 3/);
    const small = model(CONFIGS[0] as NetworkConfigInput);
    assert.throws(() => small.predict(smallBatch(1)), /takes 3 channels.*Got 0/);
    plain.dispose();
    small.dispose();
  });

  it('count in the description of the model', () => {
    const config = parseModelConfig(CONFIGS[0]!);
    const sizes = { vocabularySize: VOCABULARY, dimensions: DIMENSIONS };
    const more = describeModel(config, { ...sizes, channels: COUNT }).parameters;
    assert.equal(more - describeModel(config, sizes).parameters, 2 * COUNT * 4 * 6);
  });
});
