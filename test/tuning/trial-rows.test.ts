import assert from 'node:assert/strict';
import { RandomSampler, Study, choice, float, space, trialRows } from 'sentilab/tuning';

describe('trialRows', () => {
  const s = space({ lr: float(0, 1), optimizer: choice({ adam: {}, sgd: { momentum: float(0, 1) } }) });
  const study = new Study({
    id: 'rows',
    space: s,
    sampler: new RandomSampler(s, 1),
    direction: ['minimize', 'maximize'],
  });
  study.enqueue({ lr: 0.5, optimizer: 'adam' });
  study.enqueue({ lr: 0.25, optimizer: 'sgd', momentum: 0.9 });
  study.enqueue({ lr: 0.75, optimizer: 'adam' });
  study.start(0, { attempt: 1, runId: 'r0' });
  study.report(0, 1, { value: 3 });
  study.report(0, 2, { value: 2, accuracy: NaN });
  study.tell(0, { state: 'finished', values: [2, 0.8] });
  study.note(0, 'who', { name: 'me', tags: [1] });
  study.fail(1, new RangeError('too much, "really"'));

  it('has a row per trial with the same columns, null where a trial has nothing', () => {
    const rows = trialRows(study);
    assert.equal(rows.length, 3);
    assert.equal(new Set(rows.map((row) => Object.keys(row).join())).size, 1);
    const { askedAt, startedAt, endedAt, ...first } = rows[0] ?? {};
    assert.ok([askedAt, startedAt, endedAt].every((time) => !Number.isNaN(Date.parse(String(time)))));
    assert.deepEqual(first, {
      study: 'rows',
      number: 0,
      state: 'finished',
      value: 2,
      'value.0': 2,
      'value.1': 0.8,
      'param.lr': 0.5,
      'param.momentum': null,
      'param.optimizer': 'adam',
      'metric.accuracy': null,
      'metric.value': 2,
      epoch: 2,
      attempt: 1,
      crashes: 0,
      runId: 'r0',
      proposedBy: 'prior',
      reason: null,
      error: null,
      'note.who': '{"name":"me","tags":[1]}',
    });
    assert.equal(rows[1]?.['param.momentum'], 0.9);
    assert.equal(rows[1]?.['error'], 'RangeError: too much, "really"');
    assert.equal(rows[2]?.['endedAt'], null);
  });
});
