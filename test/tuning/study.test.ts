import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  MemoryStorage,
  MedianPruner,
  RandomSampler,
  Study,
  TpeSampler,
  createSampler,
  float,
  int,
  space,
} from 'sentilab/tuning';
import type { Direction, ParamsOf, Sampler, Storage } from 'sentilab/tuning';

const s = space({ x: float(-5, 5), n: int(1, 4) });
type P = ParamsOf<typeof s>;

function open(
  storage: Storage = new MemoryStorage(),
  options: { direction?: Direction; sampler?: Sampler<P>; id?: string } = {},
): Study<P> {
  return new Study({
    space: s,
    sampler: options.sampler ?? new RandomSampler(s, 1),
    direction: options.direction ?? 'minimize',
    storage,
    ...(options.id === undefined ? {} : { id: options.id }),
  });
}

const loss = ({ x, n }: P): number => (x - 1) ** 2 + n;

describe('Study', () => {
  it('numbers trials from 0 and says what the sampler had seen', () => {
    const study = open();
    const first = study.ask();
    assert.equal(first?.number, 0);
    assert.equal(first?.seenSeq, 0);
    study.tell(0, { state: 'finished', value: 3 });
    assert.deepEqual([study.ask()?.number, study.ask()?.number], [1, 2]);
    assert.deepEqual(
      study.trials.map(({ seenSeq }) => seenSeq),
      [0, 2, 3],
    );
  });

  it('keeps the best finished trial of either direction; pruned and failed ones do not count', () => {
    for (const [direction, expected] of [
      ['minimize', 1],
      ['maximize', 2],
    ] as const) {
      const study = open(new MemoryStorage(), { direction });
      for (let i = 0; i < 5; i++) study.ask();
      study.tell(0, { state: 'finished', value: 5 });
      study.tell(1, { state: 'finished', value: 2 });
      study.tell(2, { state: 'finished', value: 9 });
      study.tell(3, { state: 'pruned', value: direction === 'minimize' ? -100 : 100 });
      study.fail(4, new Error('out of memory'));
      assert.equal(study.best?.number, expected);
      assert.equal(study.trial(4).error?.message, 'out of memory');
    }
  });

  it('lets the sampler minimise, whatever the direction', () => {
    const told: (number | null)[] = [];
    const sampler = new RandomSampler(s, 1);
    const update = sampler.update.bind(sampler);
    sampler.update = (completed, active) => {
      told.push(...completed.map(({ value }) => value));
      update(completed, active);
    };
    const study = open(new MemoryStorage(), { direction: 'maximize', sampler });
    study.ask();
    study.tell(0, { state: 'finished', value: 5 });
    study.ask();
    study.fail(1, 'gone');
    study.ask();
    assert.deepEqual(told, [-5, null]);
  });

  it('is the same study after it was opened again, at any moment: trials, next suggestion, best', () => {
    const steps = fc.array(fc.constantFrom('ask', 'start', 'report', 'tell', 'prune', 'fail'), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(steps, (script) => {
        const storage = new MemoryStorage({ now: () => new Date(0) });
        const sampler = (): Sampler<P> => new TpeSampler(s, 2, { startupTrials: 2 });
        const study = open(storage, { sampler: sampler() });
        for (const step of script) {
          const waiting = study.pending();
          const trial = waiting[Math.floor(waiting.length / 2)];
          if (step === 'ask') study.ask();
          else if (!trial) continue;
          else if (step === 'start')
            study.start(trial.number, { attempt: trial.attempt + 1, runId: `r${trial.attempt + 1}` });
          else if (step === 'report') {
            if (trial.state === 'running')
              study.report(trial.number, trial.reports.length + 1, { value: loss(trial.params) });
          } else if (step === 'tell')
            study.tell(trial.number, { state: 'finished', value: loss(trial.params) });
          else if (step === 'prune') study.tell(trial.number, { state: 'pruned', reason: 'worse' });
          else study.fail(trial.number, new Error('x'));
        }
        const again = open(storage, { sampler: sampler() });
        assert.deepEqual(again.trials, study.trials);
        assert.deepEqual(again.best, study.best);
        const [a, b] = [study.ask(), again.ask()];
        assert.deepEqual(b?.params, a?.params);
      }),
      { numRuns: 100 },
    );
  });

  it('finds what a dead coordinator left: pending trials, run again as their next attempt', () => {
    const storage = new MemoryStorage();
    const before = open(storage);
    for (let i = 0; i < 3; i++) before.ask();
    before.start(0, { attempt: 1, runId: 'a' });
    before.tell(0, { state: 'finished', value: 1, runId: 'a' });
    before.start(1, { attempt: 1, runId: 'b' });
    before.report(1, 1, { value: 7 });
    const after = open(storage);
    assert.deepEqual(
      after.pending().map(({ number, state, attempt }) => [number, state, attempt]),
      [
        [1, 'running', 1],
        [2, 'asked', 0],
      ],
    );
    after.start(1, { attempt: 2, runId: 'c' });
    assert.deepEqual(after.trial(1).reports, []);
    assert.throws(() => after.start(1, { attempt: 2, runId: 'd' }), /Trial 1 is at attempt 2 already/);
  });

  it('takes the last reported metric as a pruned trial’s value and marks what is not finite', () => {
    const study = open();
    study.ask();
    study.start(0, { attempt: 1, runId: 'a' });
    study.report(0, 1, { value: 0.7, accuracy: NaN });
    assert.deepEqual(study.trial(0).reports, [{ epoch: 1, metrics: { value: 0.7, accuracy: null } }]);
    study.tell(0, { state: 'pruned', runId: 'a', reason: 'worse than the median' });
    assert.deepEqual([study.trial(0).value, study.trial(0).reason], [0.7, 'worse than the median']);
  });

  it('refuses a result that is not finite, a second one, and unknown trials; nothing of it is stored', () => {
    const storage = new MemoryStorage();
    const study = open(storage);
    study.ask();
    for (const value of [NaN, Infinity, null])
      assert.throws(() => study.tell(0, { state: 'finished', value }), /finite number/);
    assert.throws(() => study.tell(4, { state: 'finished', value: 1 }), /no such trial\. Got 4/);
    assert.throws(() => study.report(0, 1, { value: 1 }), /before it was started/);
    study.tell(0, { state: 'finished', value: 1 });
    assert.throws(() => study.tell(0, { state: 'finished', value: 2 }), /has a result already/);
    assert.throws(() => study.fail(0, 'x'), /has a result already/);
    assert.equal(storage.load().events.length, 2);
  });

  it('knows nothing that could not be stored', () => {
    const storage = new MemoryStorage();
    const study = open(storage);
    study.ask();
    storage.append = () => {
      throw new Error('disk full');
    };
    assert.throws(() => study.tell(0, { state: 'finished', value: 1 }), /disk full/);
    assert.throws(() => study.ask(), /disk full/);
    assert.deepEqual(
      study.trials.map(({ state }) => state),
      ['asked'],
    );
  });

  it('ends when the sampler is exhausted', () => {
    const grid = space({ n: int(1, 2) });
    const study = new Study({
      space: grid,
      sampler: createSampler({ kind: 'grid' }, grid, 1),
      direction: 'minimize',
    });
    assert.deepEqual([study.ask()?.number, study.ask()?.number, study.ask()], [0, 1, null]);
  });

  it('refuses a storage that holds another study, and parameters that the space no longer has', () => {
    const storage = new MemoryStorage();
    open(storage, { id: 'one' }).ask();
    assert.throws(() => open(storage, { id: 'two' }), /holds the study one, not two/);
    const narrow = space({ x: float(-5, 5), n: int(9, 9) });
    assert.throws(
      () =>
        new Study({
          id: 'one',
          space: narrow,
          sampler: new RandomSampler(narrow, 1),
          direction: 'minimize',
          storage,
        }),
      /trial 0\.n: The value is not in the space/,
    );
  });

  it('asks its pruner with every trial that reported, failed ones aside, signs turned for a maximised metric', () => {
    const study = new Study({
      space: s,
      sampler: new RandomSampler(s, 1),
      direction: 'maximize',
      metric: 'accuracy',
      pruner: new MedianPruner({ startupTrials: 2 }),
    });
    for (const [number, accuracy] of [0.9, 0.8, 0.7, 0.99].entries()) {
      study.ask();
      study.start(number, { attempt: 1, runId: `r${number}` });
      study.report(number, 1, { accuracy });
      if (number < 2) study.tell(number, { state: 'finished', value: accuracy });
    }
    assert.equal(study.shouldPrune(2).prune, true);
    assert.match(study.shouldPrune(2).reason, /0\.7, is worse than the median of 2 trials there, 0\.85/);
    assert.equal(study.shouldPrune(3).prune, false);
  });
});
