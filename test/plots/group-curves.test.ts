import assert from 'node:assert/strict';
import { groupCurves, groupCurvesFigure } from 'sentilab/plots';
import { compareGroups, type RunRecord } from 'sentilab/tracking';
import { makeRecords } from '../support/records.ts';

const base = makeRecords({ seed: 3, samplers: ['grid'], trials: 12 }).find(
  ({ study, outcome, epochs }) => study !== null && outcome.kind === 'finished' && epochs.length > 0,
);
/** Two configurations, two repetitions each, with the losses given. */
const LOSSES = {
  adam: [
    [0.6, 0.4],
    [0.8, 0.6, 0.5],
  ],
  lion: [[0.7], [0.9]],
};
const runs: RunRecord[] = Object.entries(LOSSES).flatMap(([optimizer, curves]) =>
  curves.map((losses, repeat) => {
    assert.ok(base?.trial && base.epochs[0]);
    const { trial } = base;
    const [epoch] = base.epochs;
    const epochs = losses.map((loss, i) => ({
      ...epoch,
      epoch: i + 1,
      metrics: { 'validation/loss': loss },
    }));
    const id = `grid-${optimizer}-${repeat}`;
    const number = (optimizer === 'adam' ? 0 : 2) + repeat;
    return { ...base, id, trial: { ...trial, number, params: { optimizer, repeat } }, epochs };
  }),
);
const groups = compareGroups(runs, {
  by: ['optimizer'],
  over: 'repeat',
  baseline: 'adam',
  metric: Object.keys(base?.metrics ?? {})[0] ?? '',
});

describe('groupCurves', () => {
  it('gives means and ends over the repetitions, as far as every repetition went', () => {
    const [adam, lion] = groupCurves(runs, groups, 'validation/loss');
    assert.deepEqual(
      [adam?.name, adam?.epochs, adam?.low, adam?.high],
      ['adam', [1, 2], [0.6, 0.4], [0.8, 0.6]],
    );
    assert.ok(Math.abs((adam?.mean[1] ?? NaN) - 0.5) < 1e-12);
    assert.deepEqual([lion?.name, lion?.mean], ['lion', [0.8]]);
  });

  it('draws a band and a line for each, and nothing without epochs', () => {
    assert.equal(groupCurvesFigure(runs, groups)?.data.length, 4);
    const without = runs.map((run) => ({ ...run, epochs: [] }));
    assert.equal(groupCurvesFigure(without, groups), null);
  });
});
