import { RandomSampler, Study, float, space } from 'sentilab/tuning';
import { JournalStorage } from 'sentilab/tuning/node';

/** Ten parameters. */
export const journalSpace = space(
  Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`p${i}`, float(0, 1)])),
);

/** A study on a journal that no other process has open. */
export function journalStudy(file: string): Study {
  return new Study({
    space: journalSpace,
    sampler: new RandomSampler(journalSpace, 1),
    direction: 'minimize',
    storage: new JournalStorage(file),
  });
}

/** Runs one trial: first what a dead process left, else the next one. */
export function runTrial(study: Study, beforeResult: (number: number) => void = () => undefined): void {
  const trial = study.left()[0] ?? study.ask();
  if (!trial) return;
  const attempt = study.trial(trial.number).attempt + 1;
  study.start(trial.number, { attempt, runId: `t${trial.number}-a${attempt}` });
  const value = Object.values(trial.params).reduce<number>((sum, each) => sum + Number(each), 0);
  for (const epoch of [1, 2, 3]) study.report(trial.number, epoch, { value: value / epoch });
  beforeResult(trial.number);
  study.tell(trial.number, { state: 'finished', value });
}
