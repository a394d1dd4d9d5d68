import assert from 'node:assert/strict';
import { bar, formatDuration, formatParams } from '../../../bin/progress/format.ts';
import { initialState, reduce, secondsLeft } from '../../../bin/progress/sweep-state.ts';
import { drawBars } from '../../../bin/progress/sweep-progress.ts';
import type { SweepEvent } from '../../../lib/experiment/sweep-events.ts';

const events: readonly SweepEvent[] = [
  {
    kind: 'sweep-opened',
    experiment: 'quick',
    jobs: 2,
    studies: [
      { sampler: 'grid', done: 3, total: 4 },
      { sampler: 'tpe', done: 0, total: 4 },
    ],
  },
  { kind: 'trial-started', sampler: 'grid', number: 3, params: { lr: 0.00123456 } },
  { kind: 'trial-started', sampler: 'tpe', number: 0, params: { lr: 0.01 } },
  { kind: 'epoch', sampler: 'grid', number: 3, epoch: 1, epochs: 4, metrics: { 'validation/loss': 0.5 } },
];
const ended: SweepEvent = {
  kind: 'trial-ended',
  sampler: 'grid',
  number: 3,
  state: 'finished',
  value: 0.4,
  detail: '',
  wallSeconds: 9,
  cpuSeconds: 9,
};

describe('sweep progress', () => {
  it('counts what earlier processes finished as done, but not into the pace', () => {
    const state = [...events, ended].reduce(reduce, initialState(0));
    assert.deepEqual([state.done, state.doneHere, state.total], [4, 1, 8]);
    assert.equal(secondsLeft(state, 10_000), 40); // 10 s for one trial, four to go
    assert.deepEqual(state.best, { sampler: 'grid', number: 3, value: 0.4 });
  });

  it('knows no time left before the first trial ended', () => {
    assert.equal(secondsLeft(events.reduce(reduce, initialState(0)), 5000), null);
  });

  it('draws one bar for the sweep and one line for each running trial, none wider than the terminal', () => {
    const text = drawBars(events.reduce(reduce, initialState(0)), 1000, 60);
    // eslint-disable-next-line no-control-regex -- strip colours to measure what is seen
    const lines = text.split('\n').map((line) => line.replace(/\u001b\[[0-9;]*m/g, ''));
    assert.equal(lines.length, 3);
    assert.ok(lines.every((line) => line.length <= 60));
    assert.match(lines[0] ?? '', /3\/8 trials/);
    assert.match(lines[1] ?? '', /grid #3 loss 0\.5000 lr 0\.00123/);
    assert.match(lines[2] ?? '', /tpe #0 starting/);
  });

  it('a pruned trial is never the best', () => {
    const state = reduce(events.reduce(reduce, initialState(0)), {
      ...ended,
      state: 'pruned',
      value: 0.1,
    });
    assert.equal(state.best, null);
  });
});

describe('format', () => {
  it('writes durations and numbers as a person would', () => {
    assert.deepEqual([5, 65, 3720].map(formatDuration), ['5 s', '1 min 05 s', '1 h 02 min']);
    assert.equal(
      formatParams({ lr: 0.00123456, units: 64, cell: 'gru' }),
      'lr 0.00123 · units 64 · cell gru',
    );
    assert.equal(bar(0.5, 4), '━━──');
  });
});
