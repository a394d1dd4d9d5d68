import {
  MemoryStorage,
  RandomSampler,
  Study,
  boolean,
  categorical,
  float,
  int,
  ordered,
  space,
} from 'sentilab/tuning';
import type { Trial } from 'sentilab/tuning';

/** The study that test/golden/optuna/ours.log was written from: one trial of every state. */
export function ourStudy(): Study {
  const s = space({
    lr: float(1e-4, 1e-1, { scale: 'log' }),
    drop: float(0, 0.8, { step: 0.1 }),
    units: int(16, 128, { step: 16 }),
    cell: categorical(['lstm', 'gru']),
    width: ordered([1, 2, 4]),
    flag: boolean(),
  });
  let minute = 0;
  const study = new Study({
    id: 'ours',
    space: s,
    sampler: new RandomSampler(s, 3),
    direction: 'maximize',
    metric: 'accuracy',
    storage: new MemoryStorage({ now: () => new Date(Date.UTC(2026, 0, 2, 3, minute++)) }),
  });
  for (let number = 0; number < 5; number++) {
    study.ask();
    study.start(number, { attempt: 1, runId: `run-${number}` });
    study.report(number, 1, { accuracy: 0.5 + number / 10, loss: 1 });
    study.report(number, 2, { accuracy: number === 1 ? NaN : 0.6, loss: 0.5 });
  }
  study.tell(0, { state: 'finished', value: 0.75 });
  study.note(0, 'host', { name: 'ä "NaN"', cores: [1, null] });
  study.tell(1, { state: 'finished', value: 0.5 });
  study.tell(2, { state: 'pruned', reason: 'worse' });
  study.fail(3, new Error('broken'));
  study.enqueue(study.trial(0).params);
  return study;
}

/** What both journals know of a trial. */
export function common(trial: Trial): object {
  const { state, params, value, values, reports, notes } = trial;
  return { state, params, value, values, reports: reports.map(({ epoch }) => epoch), notes };
}
