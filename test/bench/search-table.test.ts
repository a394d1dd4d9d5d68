import assert from 'node:assert/strict';
import type { Space } from 'sentilab/tuning';
import { CELLS, EPOCHS, grid, placeOf, type Cell } from '../../bench/search/table/grid.ts';
import { simulate } from '../../bench/search/table/simulate.ts';
import { bestLoss, curveOf, recordedTable } from '../../bench/search/table/table.ts';

describe('the recorded table of configurations', () => {
  it('has a whole learning curve for every combination of the grid', () => {
    const { loss, accuracy, cpuSeconds, epochs } = recordedTable();
    assert.equal(epochs, EPOCHS);
    assert.ok(CELLS.length >= 300);
    for (const rows of [loss, accuracy]) {
      assert.equal(rows.length, CELLS.length);
      for (const row of rows)
        assert.ok(row.length === EPOCHS && row.every((value) => Number.isFinite(value) && value > 0));
    }
    assert.ok(cpuSeconds.length === CELLS.length && cpuSeconds.every((value) => value > 0));
  });

  it('answers for every point of the space, in its place', () => {
    const asked: Space<Cell> = grid;
    for (const [place, cell] of CELLS.entries()) {
      assert.doesNotThrow(() => void asked.assertContains(cell, 'cell'));
      assert.equal(placeOf(cell), place);
    }
  });

  it('gives a search the same course again, and never a loss that was not recorded', () => {
    const search = {
      sampler: { kind: 'tpe' },
      pruner: { kind: 'asha', reductionFactor: 3 },
      seed: 3,
      workers: 4,
      trials: 40,
    } as const;
    const [first, second] = [simulate(search), simulate(search)];
    assert.deepEqual(second, first);
    assert.ok(CELLS.some((cell) => curveOf(cell).includes(first.best)));
    assert.ok(first.best >= Math.min(...CELLS.map(bestLoss)));
    assert.ok(first.reached.epochs <= first.spent.epochs && first.spent.epochs < 40 * EPOCHS);
    assert.equal(first.spent.trials, 40);
  });
});
