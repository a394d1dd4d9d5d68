import inspector from 'node:inspector';
import { Preparer, trainRun, trialOfSweep } from 'sentilab/experiment/node';
import type { ExperimentDefinition } from 'sentilab/experiment';
import { loadBackend } from 'sentilab/runtime/node';
import type { Results } from 'sentilab/tracking/node';

/** How a trial is looked into. */
export interface DebugOptions {
  readonly trial: number;
  readonly sampler: string | undefined;
  /** Of the debugger; 0: any free one. */
  readonly port: number;
  readonly results: Results;
}

/**
 * Trains one trial of a sweep in this process, once a debugger is attached: breakpoints in lib, in the experiment and in
 * whatever they call stop there. Nothing is written to results/.
 */
export async function debugTrial(definition: ExperimentDefinition, options: DebugOptions): Promise<void> {
  const found = trialOfSweep(definition, options.trial, options.results, options.sampler);
  const { input, params, runId, sampler } = found;
  const say = (text: string): void => void process.stderr.write(`${text}\n`);
  say(`${definition.name}, ${sampler} #${options.trial}: ${JSON.stringify(params)}`);
  say(
    runId === null
      ? 'Not run yet: as the sampler proposes it before it knows any result.'
      : `As in ${runId}, seed ${input.seed}.`,
  );
  const backend = await loadBackend();
  say('Attach a debugger: in VS Code "Debug: Attach to Node Process", in Chrome chrome://inspect.');
  inspector.open(options.port, '127.0.0.1'); // prints its address
  inspector.waitForDebugger();
  // eslint-disable-next-line no-debugger -- the point of it: stops in front of the training; go on from here
  debugger;
  const { value, outcome, epochs } = await trainRun(input, {
    backend,
    preparer: new Preparer(),
    onEpoch: async ({ epoch, metrics }) => {
      say(`epoch ${epoch}: ${input.objective.metric} ${(metrics[input.objective.metric] ?? NaN).toFixed(4)}`);
      return { prune: false, reason: '' };
    },
  });
  inspector.close();
  process.stdout.write(
    `${outcome.kind}: ${input.objective.metric} ${(value ?? NaN).toFixed(4)} after ${epochs.length} epochs\n`,
  );
}
