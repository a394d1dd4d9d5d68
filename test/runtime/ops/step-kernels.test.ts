import assert from 'node:assert/strict';
import type { Backend, RecurrentOps } from '../../../lib/runtime/index.ts';
import { loadBackend } from '../../../lib/runtime/node.ts';
import { EagerOps } from '../../../lib/runtime/ops/native/eager.ts';
import { hasStepOps } from '../../../lib/runtime/ops/native/kernels/step-ops.ts';
import { createNativeOps } from '../../../lib/runtime/ops/native/native-ops.ts';
import { distance, living } from './support.ts';
import { trainTable } from './train-table.ts';

describe('our own kernels for a training step', function () {
  this.timeout(120_000);
  let backend: Backend;
  let own: RecurrentOps;
  let theirs: RecurrentOps;
  before(async function () {
    backend = await loadBackend();
    // Not without a native backend, nor with a binding that was built before there were such kernels.
    if (backend.kernels === null || !hasStepOps(new EagerOps(backend.tf))) this.skip();
    own = createNativeOps(backend.tf, { kernels: true });
    theirs = createNativeOps(backend.tf, { kernels: false });
  });

  it("clip, decay and update as TensorFlow's operations do, within 1e-5 of the largest value", () => {
    const [mine, other] = [trainTable(backend, own), trainTable(backend, theirs)];
    assert.equal(mine.arrays.length, 9);
    mine.norms.forEach((norm, k) =>
      assert.ok(Math.abs(norm / (other.norms[k] as number) - 1) <= 1e-6, `norm ${k}: ${norm}`),
    );
    mine.arrays.forEach((array, k) => {
      const theirs = other.arrays[k] as Float32Array;
      const largest = Math.max(...theirs.map(Math.abs));
      // TensorFlow takes 1 - beta2 in single precision: its mean squares are 1.3e-5 off.
      const bound = (k >= 3 && k % 2 === 0 ? 2e-5 : 1e-5) * largest;
      assert.ok(distance(array, theirs) <= bound, `array ${k}: ${distance(array, theirs)} of ${largest}`);
    });
  });

  it('give the same bits where they know which rows were looked up as where they read all zeros', () => {
    const [known, dense] = [trainTable(backend, own), trainTable(backend, own, true)];
    assert.deepEqual(known.arrays, dense.arrays);
    // The norm sums other blocks then, and may round the other way.
    assert.ok(distance(known.norms, dense.norms) <= 1e-4, `${known.norms.join()} ${dense.norms.join()}`);
  });

  it('sum the rows of each id in memory that is used again for other rows, and stay right when it is sliced', () => {
    const { tf } = backend;
    const sums = (ids: number[], values: number[]): number[] =>
      tf.tidy(() => {
        const table = own.sumRows(tf.tensor2d(values, [ids.length, 2]), Int32Array.from(ids), 5);
        const upper = table.slice([0, 0], [2, 2]);
        const cube = table.reshape([5, 2, 1]);
        const squares = upper.square().sum().dataSync()[0] as number;
        assert.equal(own.squaredNorm([upper]), squares);
        assert.equal(
          own.squaredNorm([cube, upper]),
          (table.square().sum().dataSync()[0] as number) + squares,
        );
        return [...table.dataSync()];
      });
    for (let k = 0; k < 3; k++) {
      assert.deepEqual(sums([3, 1, 3], [1, 2, 3, 4, 5, 6]), [0, 0, 3, 4, 0, 0, 6, 8, 0, 0]);
      assert.deepEqual(sums([0, 4], [7, 8, 9, 10]), [7, 8, 0, 0, 0, 0, 0, 0, 9, 10]);
    }
    const before = living(backend);
    sums([2], [1, 1]);
    assert.deepEqual(living(backend), before);
  });

  it('refuse an id outside the table, naming it', () => {
    const { tf } = backend;
    for (const id of [-1, 5])
      assert.throws(
        () => tf.tidy(() => own.sumRows(tf.zeros([1, 2]), Int32Array.of(id), 5)),
        new RegExp(`a row is 0 to 4, not ${id}`),
      );
  });

  it('leave a tensor alone that was read before the update and still lives', () => {
    const { tf } = backend;
    const variable = own.variable([2], Float32Array.of(1, 2));
    const adam = own.optimizer(new Map([['w', variable]]), {
      ...{ kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    });
    const read = variable.read();
    tf.tidy(() => adam.update(new Map([['w', tf.ones([2])]]), { learningRate: 0.5 }));
    assert.deepEqual([...read.dataSync()], [1, 2]);
    assert.ok(distance(variable.values(), [0.5, 1.5]) <= 1e-6);
    for (const object of [read, adam, variable]) object.dispose();
  });
});
