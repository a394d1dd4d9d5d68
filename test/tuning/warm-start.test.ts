import assert from 'node:assert/strict';
import { MemoryStorage, RandomSampler, Study, TpeSampler, adoptTrials, float, space } from 'sentilab/tuning';
import type { Sampler, Storage } from 'sentilab/tuning';

const s = space({ x: float(0, 1) });
type P = { readonly x: number };

function open(
  storage: Storage = new MemoryStorage(),
  sampler: Sampler<P> = new RandomSampler(s, 1),
): Study<P> {
  return new Study({ space: s, sampler, direction: 'minimize', storage });
}

describe('warm start', () => {
  it('hands out enqueued parameters before the sampler’s own, in order, also after the study was opened again', () => {
    const storage = new MemoryStorage();
    const study = open(storage);
    study.ask();
    assert.deepEqual([study.enqueue({ x: 0.5 }), study.enqueue({ x: 0.25 })], [1, 2]);
    assert.deepEqual(study.ask()?.params, { x: 0.5 });
    const again = open(storage);
    assert.deepEqual(
      again.left().map(({ number }) => number),
      [0, 1],
      'what was handed out is run again, what was not is not',
    );
    assert.deepEqual([again.ask()?.number, again.ask()?.number], [2, 3]);
    assert.equal(again.pending().length, 4);
    assert.ok(again.trials.every(({ queued }) => !queued));
  });

  it('refuses to enqueue what is not in the space, and stores nothing of it', () => {
    const study = open();
    assert.throws(() => study.enqueue({ x: 2 }), /enqueued\.x: The value is not in the space/);
    assert.equal(study.size, 0);
  });

  it('takes over the results of an earlier study that this space can have; the sampler learns from them', () => {
    const earlier = new Study({
      space: space({ x: float(-1, 1) }),
      sampler: new RandomSampler(space({ x: float(-1, 1) }), 3),
      direction: 'minimize',
    });
    for (let i = 0; i < 40; i++) {
      const trial = earlier.ask();
      if (!trial) break;
      if (i === 7) earlier.fail(i, 'x');
      else earlier.tell(i, { state: 'finished', value: Math.abs(trial.params.x - 0.75) });
    }
    const study = open(new MemoryStorage(), new TpeSampler(s, 1, { startupTrials: 10 }));
    const usable = earlier.trials.filter(({ state, params }) => state === 'finished' && params.x >= 0);
    assert.equal(adoptTrials(study, earlier.trials), usable.length);
    assert.deepEqual(
      study.trials.map(({ params, value, state }) => [params, value, state]),
      usable.map(({ params, value, state }) => [params, value, state]),
    );
    const next = study.ask();
    assert.equal(next?.proposedBy, 'model', 'no start-up trials are needed');
    assert.ok(Math.abs((next?.params.x ?? 0) - 0.75) < 0.25);
  });

  it('keeps notes with a trial: the last of a key, whatever the trial’s state', () => {
    const storage = new MemoryStorage();
    const study = open(storage);
    study.ask();
    study.note(0, 'host', 'a');
    study.tell(0, { state: 'finished', value: 1 });
    study.note(0, 'host', { name: 'b', cores: [1, 2] });
    study.note(0, 'seen', true);
    const notes = { host: { name: 'b', cores: [1, 2] }, seen: true };
    assert.deepEqual(study.trial(0).notes, notes);
    assert.deepEqual(open(storage).trial(0).notes, notes);
    assert.throws(() => study.note(5, 'a', 1), /no such trial/);
  });
});
