import type { SweepEvent } from 'sentilab/experiment';
import { formatMetric } from 'sentilab/tracking';
import type { Logger } from '../log/logger.ts';
import { formatDuration } from '../progress/format.ts';

/** Writes what happens in a training, or in the folds of one, into the log. */
export function trainLog(logger: Logger, folds: number | null): (event: SweepEvent) => void {
  const who = (number: number): string => (folds === null ? '' : `fold ${number}/${folds}: `);
  return (event) => {
    switch (event.kind) {
      case 'message':
        return logger.info(event.text);
      case 'sweep-opened': {
        const [study] = event.studies;
        const done = study?.done ?? 0;
        if (folds !== null)
          logger.info(`${event.experiment}: ${done} of ${folds} folds are there, ${event.jobs} at a time`);
        else if (done > 0) logger.info(`${event.experiment} is trained already`);
        return;
      }
      case 'trial-started':
        return logger.debug(`${who(event.number)}begins`, { fold: event.number });
      case 'epoch': {
        const { epoch, epochs, metrics, number } = event;
        const say = (name: string, unit: string): string =>
          metrics[name] === undefined ? '' : ` · ${name} ${formatMetric(metrics[name], unit)}`;
        const text = `${who(number)}epoch ${epoch}/${epochs}${say('train/loss', 'nats')}${say('validation/loss', 'nats')}${say('validation/accuracy', 'fraction')}`;
        return logger[folds === null ? 'info' : 'debug'](text, { fold: number, epoch, ...metrics });
      }
      case 'trial-ended': {
        const { state, value, detail, wallSeconds, cpuSeconds, number } = event;
        const fields = { fold: number, state, value, wallSeconds, cpuSeconds };
        if (state === 'failed') return logger.error(`${who(number)}failed: ${detail}`, fields);
        const loss = value === null ? '' : `, objective ${formatMetric(value, 'nats')}`;
        return logger.info(
          `${who(number)}${detail || 'trained'}${loss} after ${formatDuration(wallSeconds)}`,
          fields,
        );
      }
      case 'baseline': {
        const accuracy = event.record.metrics['test/accuracy'];
        const { fold } = event.record.run;
        const text =
          accuracy === undefined
            ? 'trained'
            : `held-out accuracy ${formatMetric(accuracy.value, 'fraction')}`;
        return logger.info(`${fold > 0 ? who(fold) : ''}linear baseline (NB-SVM): ${text}`, { fold });
      }
      case 'finished':
        return;
    }
  };
}
