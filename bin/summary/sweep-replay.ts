import type { ExperimentDefinition } from 'sentilab/experiment';
import type { Results } from 'sentilab/tracking/node';
import { formatParams } from '../progress/format.ts';

/** `npm run sweep -- X --replay`: whether every sampler proposes again what it proposed. */
export async function showReplay(
  definition: ExperimentDefinition,
  results: Results,
  json: boolean,
): Promise<void> {
  const { replaySweep } = await import('sentilab/experiment/node');
  const replays = replaySweep(definition, results);
  const differing = replays.flatMap(({ asks }) => asks.filter(({ same }) => !same));
  if (json) process.stdout.write(`${JSON.stringify(replays, null, 2)}\n`);
  else
    for (const { sampler, id, asks } of replays) {
      const other = asks.filter(({ same }) => !same);
      process.stdout.write(
        `${sampler} (${id}): ${asks.length - other.length} of ${asks.length} trials proposed again\n`,
      );
      for (const { number, recorded, proposed } of other)
        process.stdout.write(
          `  #${number}: ${formatParams(recorded)}, now ${proposed === null ? 'nothing' : formatParams(proposed)}\n`,
        );
    }
  if (differing.length > 0) process.exitCode = 1;
}
