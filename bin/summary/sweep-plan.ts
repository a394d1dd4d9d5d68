import type { ExperimentDefinition } from 'sentilab/experiment';
import type { SweepPlan } from 'sentilab/experiment/node';
import type { Results } from 'sentilab/tracking/node';

/** `npm run sweep -- X --why`: what a sweep would train, what it would find again, and what changed. */
export async function showPlan(
  definition: ExperimentDefinition,
  results: Results,
  json: boolean,
): Promise<void> {
  const { planSweep } = await import('sentilab/experiment/node');
  const plan = await planSweep(definition, { results });
  process.stdout.write(json ? `${JSON.stringify(plan, null, 2)}\n` : planText(plan));
}

/** The plan in words. */
export function planText({ experiment, changes, studies }: SweepPlan): string {
  const toRun = studies.reduce((sum, study) => sum + study.toRun, 0);
  const found = studies.reduce((sum, study) => sum + study.foundAgain, 0);
  const lines = [
    changes.length === 0
      ? `${experiment}: nothing that its results depend on has changed.`
      : `${experiment} has changed since the last sweep:`,
    ...changes.map((change) => `  ${change}`),
    ...studies.map(
      ({ sampler, id, state, done, ...study }) =>
        `${sampler} ${state === 'new' ? 'is a new study' : 'goes on'} (${id}): ${done} done, ` +
        `${study.foundAgain} found again, ${study.toRun} to run` +
        (study.exact ? '' : ', as far as can be said before their results are there'),
    ),
    `${trials(toRun)} would run, ${trials(found)} found again.`,
  ];
  return `${lines.join('\n')}\n`;
}

const trials = (count: number): string => (count === 1 ? '1 trial' : `${count} trials`);
