import type { Experiment, RunRecord } from 'sentilab/tracking';
import { makeExperiment, makeRecords } from './records.ts';

/** Text that runs a script wherever it lands unescaped: in elements, attributes, scripts and plotly's labels. */
export const HOSTILE =
  '</script><script>window.hacked=1</script><img src=x onerror="window.hacked=1">\'"><svg onload=window.hacked=1><a href="javascript:window.hacked=1">x</a>&lt;b&gt;<!--';

/** A sweep in which every name, text and parameter that is free text is hostile. */
export function hostileSweep(experiment: string): {
  readonly runs: RunRecord[];
  readonly experiment: Experiment;
} {
  const runs = makeRecords({ experiment, trials: 4, samplers: [`tpe${HOSTILE}`, 'random'] }).map(
    (run): RunRecord => ({
      ...run,
      trial: run.trial && {
        ...run.trial,
        params: { ...run.trial.params, [HOSTILE]: run.trial.number % 2 === 0 ? HOSTILE : 'tame' },
      },
      config: {
        ...run.config,
        [HOSTILE]: HOSTILE,
        text: { hostile: HOSTILE, number: run.trial?.number ?? 0 },
      },
      metrics: { ...run.metrics, [`test/${HOSTILE}`]: { value: 0.5, direction: 'maximize', unit: HOSTILE } },
      confusion: run.confusion && {
        ...run.confusion,
        labels: [HOSTILE, `not ${HOSTILE}`],
        examples: run.confusion.examples.map((example) => ({ ...example, id: HOSTILE, text: HOSTILE })),
      },
      environment: { ...run.environment, cpu: HOSTILE, gitCommit: HOSTILE },
      data: { ...run.data, name: HOSTILE },
      outcome:
        run.outcome.kind === 'failed'
          ? { kind: 'failed', error: { name: HOSTILE, message: HOSTILE } }
          : run.outcome,
    }),
  );
  return {
    runs,
    experiment: { ...makeExperiment({ experiment }), title: `Hostile ${HOSTILE}`, studies: [] },
  };
}
