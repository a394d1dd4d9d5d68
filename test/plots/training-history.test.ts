import assert from 'node:assert/strict';
import { trainingHistoryFigure, trainingPanels } from 'sentilab/plots';
import type { ShownTraining } from 'sentilab/plots';

/** A training with these metrics per epoch. */
const training = (
  name: string,
  bestEpoch: number | null,
  ...metrics: readonly Record<string, number>[]
): ShownTraining => ({
  name,
  bestEpoch,
  epochs: metrics.map((of, i) => ({ epoch: i + 1, step: i + 1, seconds: 0, cpuSeconds: 0, metrics: of })),
});
const one = training(
  'one <b>',
  2,
  { 'train/loss': 0.6, 'validation/loss': 0.5, 'validation/accuracy': 0.7, 'train/learning-rate': 0.01 },
  { 'train/loss': 0.4, 'validation/loss': 0.45, 'validation/accuracy': 0.8, 'train/learning-rate': 0.001 },
);
const two = training('two', 1, { 'train/loss': 0.65, 'validation/loss': 0.6, 'validation/accuracy': 0.65 });

describe('trainingHistoryFigure', () => {
  it('has a panel for everything that was recorded, with the best epoch of each curve', () => {
    const panels = trainingPanels([one, two]);
    assert.deepEqual(
      panels.map(({ title, series }) => [title, series.length]),
      [
        ['loss in nats', 4],
        ['validation accuracy', 2],
        ['learning rate', 1],
      ],
    );
    const [loss] = panels;
    assert.deepEqual(loss!.series[0], {
      training: 0,
      metric: 'validation/loss',
      epochs: [1, 2],
      values: [0.5, 0.45],
      best: { epoch: 2, value: 0.45 },
    });
    assert.deepEqual(loss!.series[2]!.best, { epoch: 1, value: 0.6 });
  });

  it('puts panels below each other without overlap, marks the best epoch, and shows names as they are', () => {
    const { data, layout } = trainingHistoryFigure([one, two], { theme: 'dark' });
    const domains = ['yaxis', 'yaxis2', 'yaxis3'].map(
      (name) => (layout as Record<string, { domain: [number, number] }>)[name]!.domain,
    );
    assert.equal(domains[0]![1], 1);
    for (const [above, below] of [
      [domains[0]!, domains[1]!],
      [domains[1]!, domains[2]!],
    ] as const)
      assert.ok(below[1] < above[0] && below[0] < below[1]);
    const [first] = data as unknown as readonly { name: string; marker: { size: number[] } }[];
    assert.equal(first!.name, 'one &lt;b&gt;');
    assert.deepEqual(first!.marker.size, [6, 13]);
    assert.equal(
      JSON.stringify(data),
      JSON.stringify(trainingHistoryFigure([one, two], { theme: 'dark' }).data),
    );
  });

  it('has no panel for trainings without an epoch', () => {
    assert.deepEqual(trainingHistoryFigure([training('none', null)]).data, []);
  });
});
