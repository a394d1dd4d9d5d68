import assert from 'node:assert/strict';
import { lrFinderFigure, lrFinderVerdict, renderLrFinderPage } from 'sentilab/plots';
import type { LrFinding } from 'sentilab/training';

const finding: LrFinding = {
  points: Array.from({ length: 12 }, (_, k) => ({
    learningRate: 10 ** (-4 + k / 3),
    loss: k === 11 ? 900 : 0.7 - k / 50,
    smoothed: 0.7 - k / 60,
  })),
  found: { steepest: 0.01, least: 0.1, suggestion: 0.01 },
  stopped: 'the loss rose',
};

describe('learning-rate finder figure', () => {
  it('shows every step over a logarithmic rate, and a line for each finding', () => {
    const { data, layout } = lrFinderFigure(finding);
    assert.equal(layout.xaxis?.type, 'log');
    assert.deepEqual(
      (data[0] as { x: number[] }).x,
      finding.points.map(({ learningRate }) => learningRate),
    );
    assert.deepEqual(
      data.slice(2).map((trace) => (trace as { name: string }).name),
      ['suggestion: 0.010', 'steepest: 0.010', 'least loss: 0.10'],
    );
    assert.equal(lrFinderFigure({ ...finding, found: null }).data.length, 2);
  });

  it('keeps the curve in view when one batch is wild', () => {
    const [low, high] = lrFinderFigure(finding).layout.yaxis?.range as [number, number];
    assert.ok(low < 0.52 && high > 0.7 && high < 1, `${low} ${high}`);
  });

  it('says in words what was found, or that nothing was', () => {
    assert.match(lrFinderVerdict(finding), /^Begin with 0\.010: .*12 steps, ended: the loss rose/);
    assert.match(lrFinderVerdict({ ...finding, found: null }), /names no learning rate/);
  });

  it('is one page with a policy, the words and the current rate, its title harmless', () => {
    const page = renderLrFinderPage({ finding, title: '<b>x', current: 0.004, plotlySource: 'var a=1' });
    assert.match(page, /Content-Security-Policy/);
    assert.match(page, /Begin with 0\.010/);
    assert.match(page, /has 0\.0040/);
    assert.ok(!page.includes('<b>x'));
  });
});
