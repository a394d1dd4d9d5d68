import assert from 'node:assert/strict';
import type { TrainableState } from '../../../lib/models/index.ts';
import type { Backend } from '../../../lib/runtime/index.ts';
import { loadBackend } from '../../../lib/runtime/node.ts';
import { distance, living } from '../../runtime/ops/support.ts';
import {
  DIMENSIONS,
  SMALL,
  STEP,
  VOCABULARY,
  embeddingMatrix,
  padded,
  pickRows,
  smallBatch,
  smallModel,
  train,
} from './support.ts';

const weights = ({ arrays }: TrainableState, name: string): Float32Array => {
  const found = arrays.find((array) => array.name === name);
  assert.ok(found, name);
  return found.values;
};

describe('bilstm', () => {
  let backend: Backend;
  before(async () => {
    backend = await loadBackend();
  });

  it('weighs a class as if its rows were there so many times', () => {
    const config = { ...SMALL, dropout: { embedding: 0, head: 0 } };
    const [weighted, repeated] = [smallModel(backend, { config }), smallModel(backend, { config })];
    const batch = smallBatch(2, 6);
    const rows = [...batch.labels].flatMap((label, row) => (label === 1 ? [row, row, row] : [row]));
    const many = pickRows(batch, rows);
    const options = { learningRate: 0, clipNorm: null };
    const a = weighted.step(batch, { ...options, classWeights: [1, 3] });
    const b = repeated.step(many, options);
    const share = many.size / batch.size; // means are over rows
    assert.ok(Math.abs(a.loss - b.loss * share) < 1e-5, `${a.loss} ${b.loss * share}`);
    assert.ok(Math.abs(a.gradientNorm - b.gradientNorm * share) < 1e-4);
    weighted.dispose();
    repeated.dispose();
  });

  it('leaves the word vectors alone while they are frozen, and goes on bit for bit after a checkpoint in between', () => {
    const model = smallModel(backend);
    const start = weights(model.exportState(), 'weights/embedding').slice();
    for (let k = 0; k < 3; k++) model.step(smallBatch(k), { ...STEP, freezeEmbedding: true });
    const frozen = model.exportState();
    assert.deepEqual(weights(frozen, 'weights/embedding'), start);
    const other = smallModel(backend);
    other.importState(frozen);
    for (const each of [model, other]) each.step(smallBatch(5), STEP);
    assert.notDeepEqual(weights(model.exportState(), 'weights/embedding'), start);
    assert.deepEqual(model.exportState(), other.exportState());
    model.dispose();
    other.dispose();
  });

  it('learns a small batch by heart', () => {
    const model = smallModel(backend);
    const batch = smallBatch(1, 8);
    const first = model.step(batch, STEP).loss;
    for (let k = 0; k < 150; k++) model.step(batch, STEP);
    const correct = model.predict(batch).filter((p, row) => p > 0.5 === (batch.labels[row] === 1)).length;
    assert.ok(model.step(batch, STEP).loss < first / 2);
    assert.equal(correct, 8);
    model.dispose();
  });

  for (const pooling of ['max-mean', 'last'] as const)
    it(`is blind to padding: more of it, or other vectors for it, changes no prediction and no step (${pooling})`, () => {
      const config = { ...SMALL, pooling, dropout: { embedding: 0, head: 0 } };
      const matrix = embeddingMatrix();
      matrix.fill(1000, 0, DIMENSIONS);
      const [plain, other] = [smallModel(backend, { config }), smallModel(backend, { config, matrix })];
      for (let k = 0; k < 3; k++) {
        const [a, b] = [plain.step(smallBatch(k), STEP), other.step(padded(smallBatch(k), 5), STEP)];
        assert.ok(Math.abs(a.loss - b.loss) <= 1e-6 && Math.abs(a.gradientNorm - b.gradientNorm) <= 1e-5);
      }
      const d = distance(plain.predict(smallBatch(9)), other.predict(padded(smallBatch(9), 3)));
      assert.ok(d <= 1e-5, String(d));
      const untouched = weights(other.exportState(), 'weights/embedding').subarray(0, DIMENSIONS);
      assert.deepEqual([...untouched], new Array(DIMENSIONS).fill(1000));
      plain.dispose();
      other.dispose();
    });

  it('predicts without dropout: twice the same, and a row alone as among others', () => {
    const model = smallModel(backend);
    const batch = smallBatch(4);
    const all = model.predict(batch);
    assert.deepEqual(model.predict(batch), all);
    const length = batch.lengths[2] as number;
    const alone = model.predict({
      size: 1,
      time: length,
      ids: batch.ids.slice(2 * batch.time, 2 * batch.time + length),
      lengths: Int32Array.of(length),
      labels: Int32Array.of(0),
      exampleIds: ['x'],
    });
    assert.ok(Math.abs((alone[0] as number) - (all[2] as number)) <= 1e-6);
    model.dispose();
  });

  it('trains with dropout: the same batch gives another loss at every step, even at learning rate 0', () => {
    const model = smallModel(backend);
    const losses = [1, 2, 3].map(() => model.step(smallBatch(1), { learningRate: 0, clipNorm: null }).loss);
    assert.equal(new Set(losses).size, 3);
    model.dispose();
  });

  it('leaves a frozen embedding alone, keeps no moments for it, and never writes into the given matrix', () => {
    for (const trainable of [false, true]) {
      const matrix = embeddingMatrix();
      const model = smallModel(backend, { trainable, matrix });
      train(model, 0, 3);
      const state = model.exportState();
      assert.deepEqual(matrix, embeddingMatrix());
      const changed = distance(weights(state, 'weights/embedding'), matrix) > 0;
      assert.equal(changed, trainable);
      assert.equal(
        state.arrays.some(({ name }) => name === 'slots/m/embedding'),
        trainable,
      );
      model.dispose();
    }
  });

  it('reports the gradient norm before clipping, and clips: ten times the limit takes a larger first change of moments', () => {
    const [tight, loose] = [0.01, 0.1].map((clipNorm) => {
      const model = smallModel(backend, { config: { ...SMALL, dropout: { embedding: 0, head: 0 } } });
      const { gradientNorm } = model.step(smallBatch(1), { learningRate: 0.01, clipNorm });
      assert.ok(gradientNorm > 0.1, String(gradientNorm));
      const squares = model
        .exportState()
        .arrays.filter(({ name }) => name.startsWith('slots/m/'))
        .flatMap(({ values }) => Array.from(values, (value) => (value / 0.1) ** 2)); // m = (1 - beta1) × gradient
      model.dispose();
      return Math.sqrt(squares.reduce((sum, square) => sum + square, 0));
    });
    assert.ok(Math.abs((tight as number) - 0.01) <= 1e-6, String(tight));
    assert.ok(Math.abs((loose as number) - 0.1) <= 1e-5, String(loose));
  });

  it('begins with forget biases of 1, other biases of 0 and orthonormal recurrent rows', () => {
    const model = smallModel(backend);
    const state = model.exportState();
    const units = 5;
    for (const direction of ['forward', 'backward']) {
      const bias = [...weights(state, `weights/lstm/${direction}/bias`)];
      assert.deepEqual(
        bias,
        [0, 1, 0, 0].flatMap((value) => new Array<number>(units).fill(value)),
      );
      const recurrent = weights(state, `weights/lstm/${direction}/kernel`).subarray(DIMENSIONS * 4 * units);
      const row = (k: number): Float32Array => recurrent.subarray(k * 4 * units, (k + 1) * 4 * units);
      const dot = (a: Float32Array, b: Float32Array): number =>
        a.reduce((sum, value, k) => sum + value * (b[k] as number), 0);
      assert.ok(Math.abs(dot(row(0), row(0)) - 1) <= 1e-6 && Math.abs(dot(row(0), row(3))) <= 1e-6);
    }
    model.dispose();
  });

  it('draws other weights for another seed', () => {
    const [a, b] = [1, 2].map((seed) => {
      const model = smallModel(backend, { seed });
      const kernel = weights(model.exportState(), 'weights/logit/kernel');
      model.dispose();
      return kernel;
    });
    assert.notDeepEqual(a, b);
  });

  it('leaves no tensor and no native handle behind over steps and predictions, nor after dispose', () => {
    smallModel(backend).dispose(); // fills the caches of constants
    const start = living(backend);
    const model = smallModel(backend);
    const run = (): void => {
      train(model, 0, 4);
      model.predict(smallBatch(3));
      model.importState(model.exportState());
    };
    run();
    const before = living(backend);
    run();
    assert.deepEqual(living(backend), before);
    model.dispose();
    assert.equal(living(backend).tensors, start.tensors);
  });

  it('names a token outside the vocabulary and an impossible length', () => {
    const model = smallModel(backend);
    const batch = smallBatch(1);
    const ids = batch.ids.slice();
    ids[0] = VOCABULARY;
    assert.throws(() => model.step({ ...batch, ids }, STEP), /ids\[0\]: A token id is 0 … 29. Got 30/);
    const lengths = batch.lengths.slice();
    lengths[2] = 0;
    assert.throws(() => model.predict({ ...batch, lengths }), /lengths\[2\]: .*Got 0/);
    model.dispose();
  });
});
