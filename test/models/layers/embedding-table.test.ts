import assert from 'node:assert/strict';
import type { Batch } from '../../../lib/data/index.ts';
import { EmbeddingTable } from '../../../lib/models/layers/embedding-table.ts';

const MATRIX = Float32Array.of(9, 9, 1, 2, 3, 4, 5, 6); // 4 words in 2 dimensions; row 0 is padding
const BATCH: Batch = {
  size: 2,
  time: 3,
  ids: Int32Array.of(2, 3, 2, /**/ 1, 0, 0),
  lengths: Int32Array.of(3, 1),
  labels: Int32Array.of(0, 1),
  exampleIds: ['a', 'b'],
};
const MASK = Float32Array.of(2, 0, /**/ 1, 10);

describe('EmbeddingTable', () => {
  it('looks up [time, batch, dimensions], zero at padding, masked alike at every step of a row', () => {
    const table = new EmbeddingTable(MATRIX, 4, 2, false);
    assert.deepEqual([...table.lookup(BATCH, null)], [3, 4, 1, 2, 5, 6, 0, 0, 3, 4, 0, 0]);
    assert.deepEqual([...table.lookup(BATCH, MASK)], [6, 0, 1, 20, 10, 0, 0, 0, 6, 0, 0, 0]);
  });

  it('sums the gradient by word, through the mask, padding left out', () => {
    const table = new EmbeddingTable(MATRIX, 4, 2, true);
    const dx = Float32Array.of(1, 1, 2, 2, 3, 3, 50, 50, 4, 4, 50, 50);
    const { rows, values, squaredNorm } = table.gradient(BATCH, dx, MASK);
    assert.deepEqual([...rows], [2, 3, 1]);
    assert.deepEqual([...values], [10, 0, 6, 0, 2, 20]);
    assert.equal(squaredNorm, 540);
  });

  it('updates the touched rows only', () => {
    const table = new EmbeddingTable(MATRIX, 4, 2, true);
    const gradient = { rows: Int32Array.of(3, 1), values: Float32Array.of(1, -1, 5, 0), squaredNorm: 27 };
    table.update(gradient, { learningRate: 0.5 });
    // Adam's first step is the learning rate against the sign of the gradient.
    assert.deepEqual(
      Array.from(table.weights(), (value) => Math.round(value * 1e6) / 1e6),
      [9, 9, 0.5, 2, 3, 4, 4.5, 6.5],
    );
    assert.deepEqual([...MATRIX], [9, 9, 1, 2, 3, 4, 5, 6]);
  });

  it('refuses a matrix of another size, and to update a frozen table', () => {
    assert.throws(() => new EmbeddingTable(MATRIX, 5, 2, true), /embedding.matrix: .*takes 10 values. Got 8/);
    const table = new EmbeddingTable(MATRIX, 4, 2, false);
    const gradient = { rows: Int32Array.of(1), values: Float32Array.of(1, 1), squaredNorm: 2 };
    assert.throws(() => table.update(gradient, { learningRate: 1 }), /frozen/);
  });
});
