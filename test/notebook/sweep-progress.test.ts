import assert from 'node:assert/strict';
import type { SweepEvent } from 'sentilab/experiment';
import { SweepProgress, sweepFigure } from 'sentilab/notebook';

const objective = { metric: 'validation/loss', direction: 'minimize' } as const;

const ended = (
  number: number,
  state: 'finished' | 'pruned' | 'failed',
  value: number | null,
): SweepEvent => ({
  kind: 'trial-ended',
  sampler: 'random',
  number,
  state,
  value,
  detail: '',
  wallSeconds: 1,
  cpuSeconds: 1,
});

const epoch = (number: number, at: number, loss: number): SweepEvent => ({
  kind: 'epoch',
  sampler: 'random',
  number,
  epoch: at,
  epochs: 3,
  metrics: { 'validation/loss': loss, 'validation/accuracy': 0.5 },
});

function progressOf(events: readonly SweepEvent[]): SweepProgress {
  const progress = new SweepProgress(objective);
  const studies = [
    { sampler: 'random', done: 1, total: 5 },
    { sampler: 'tpe', done: 0, total: 5 },
  ];
  progress.apply({ kind: 'sweep-opened', experiment: 'x', jobs: 2, studies });
  for (const event of events) progress.apply(event);
  return progress;
}

describe('progress of a sweep', () => {
  it('gathers the curve of the objective per trial', () => {
    const progress = progressOf([epoch(1, 1, 0.7), epoch(2, 1, 0.6), epoch(1, 2, 0.5)]);
    const curve = progress.curves.get('random 1');
    assert.deepEqual([curve?.epochs, curve?.values, curve?.state], [[1, 2], [0.7, 0.5], null]);
  });

  it('goes on counting where an earlier call of the same sweep stopped', () => {
    const progress = progressOf([ended(1, 'finished', 0.5)]);
    assert.deepEqual(progress.samplers[0], { sampler: 'random', done: 2, total: 5 });
  });

  it('starts the curve of a trial anew that is run again', () => {
    const progress = progressOf([
      epoch(1, 1, 0.7),
      { kind: 'trial-started', sampler: 'random', number: 1, params: {} },
      epoch(1, 1, 0.69),
    ]);
    assert.deepEqual(progress.curves.get('random 1')?.values, [0.69]);
  });

  it('lets neither a pruned nor a failed trial be the best', () => {
    const progress = progressOf([
      ended(1, 'pruned', 0.1),
      ended(2, 'finished', 0.6),
      ended(3, 'failed', null),
      ended(4, 'finished', 0.5),
    ]);
    assert.deepEqual(progress.bestSoFar(), [
      { at: 2, value: 0.6 },
      { at: 3, value: 0.5 },
    ]);
  });

  it('turns the best round for a maximised objective', () => {
    const progress = new SweepProgress({ metric: 'validation/accuracy', direction: 'maximize' });
    for (const event of [ended(1, 'finished', 0.7), ended(2, 'finished', 0.6)]) progress.apply(event);
    assert.deepEqual(
      progress.bestSoFar().map(({ value }) => value),
      [0.7, 0.7],
    );
  });

  it('says in the headline how far it is and what is best', () => {
    const { layout } = sweepFigure(progressOf([ended(1, 'finished', 0.51234)]));
    assert.deepEqual(Reflect.get(layout ?? {}, 'title'), {
      text: 'random 2/5 · tpe 0/5 · best 0.5123',
      x: 0.02,
      xanchor: 'left',
    });
  });

  it('draws running trials thicker than ended ones, and a pruned one as an open mark', () => {
    const progress = progressOf([epoch(1, 1, 0.7), ended(1, 'pruned', 0.7), epoch(2, 1, 0.6)]);
    const { data } = sweepFigure(progress);
    const widths = data.slice(0, 2).map((trace) => (Reflect.get(trace, 'line') as { width: number }).width);
    assert.ok((widths[1] ?? 0) > (widths[0] ?? 0));
    assert.deepEqual((Reflect.get(data[2] ?? {}, 'marker') as { symbol: string[] }).symbol, ['circle-open']);
  });
});
