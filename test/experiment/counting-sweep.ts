import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Preparer, createTrialHandler, type SweepEffects } from 'sentilab/experiment/node';
import { loadBackend } from 'sentilab/runtime/node';
import { openResults, type Results } from 'sentilab/tracking/node';
import { InProcessExecutor, type TaskHandler } from 'sentilab/tuning';

/** A sweep in this process that says what it trained. */
export interface CountingSweep {
  /** In a folder of its own; removed by `remove`. */
  readonly results: Results;
  /** Ids of the runs that were trained, in order; empty it between two sweeps. */
  readonly trained: string[];
  /** For `runExperiment` and `planSweep`. */
  readonly effects: (more?: SweepEffects) => SweepEffects;
  readonly remove: () => void;
}

export function countingSweep(name: string): CountingSweep {
  const results = openResults(fs.mkdtempSync(path.join(os.tmpdir(), `sentilab-${name}-`)));
  const preparer = new Preparer();
  const trained: string[] = [];
  const handler = createTrialHandler(() => loadBackend(), preparer);
  const counting: TaskHandler = (task, context) => {
    trained.push(task.runId);
    return handler(task, context);
  };
  return {
    results,
    trained,
    effects: (more = {}) => ({ results, preparer, executor: new InProcessExecutor(counting), ...more }),
    remove: () => fs.rmSync(results.root, { recursive: true, force: true }),
  };
}
