import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  Study,
  createPruner,
  createSampler,
  float,
  int,
  replayAsks,
  runStudy,
  space,
  type SamplerConfig,
} from 'sentilab/tuning';
import { JournalStorage, WorkerProcessExecutor, readJournal } from 'sentilab/tuning/node';

const s = space({ x: float(0, 1), n: int(1, 64, { scale: 'log' }) });
const SAMPLERS: readonly SamplerConfig[] = [
  { kind: 'random' },
  { kind: 'tpe', startupTrials: 3 },
  { kind: 'gp', startupTrials: 3 },
];

describe('replayAsks', function () {
  this.timeout(120_000);

  for (const config of SAMPLERS)
    it(`proposes the parameters of ${config.kind} with 4 workers again, trial by trial, after a stop and an enqueued trial too`, async () => {
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-replay-'));
      const file = path.join(folder, 'journal.jsonl');
      const executor = new WorkerProcessExecutor({
        module: path.join(import.meta.dirname, 'executors/varied-worker.ts'),
        jobs: 4,
      });
      const run = async (trials: number, stopAfter = Infinity) => {
        const study = new Study({
          space: s,
          sampler: createSampler(config, s, 7),
          pruner: createPruner({ kind: 'median', startupTrials: 4 }),
          direction: 'maximize',
          metric: 'value',
          storage: new JournalStorage(file),
        });
        const stop = new AbortController();
        let ended = 0;
        try {
          if (study.size === 0) study.enqueue({ x: 0.5, n: 8 });
          await runStudy({
            study,
            executor,
            trials,
            signal: stop.signal,
            makeTask: ({ number, params }, attempt) => ({ runId: `t${number}-a${attempt}`, payload: params }),
            onEvent: ({ type }) => {
              if (type === 'told' && ++ended === stopAfter) stop.abort();
            },
          });
          return study.trials;
        } finally {
          study.close();
        }
      };
      try {
        await run(16, 6);
        const trials = await run(16);
        const { events } = readJournal(file);
        const told = events.flatMap((event) => (event.event === 'told' ? [event.trial] : []));
        assert.notDeepEqual(
          told,
          [...told].sort((a, b) => a - b),
          'the trials ended in the order they began: this proves nothing',
        );
        const replayed = replayAsks(events, { sampler: createSampler(config, s, 7), direction: 'maximize' });
        assert.deepEqual(
          replayed.map(({ number, proposed }) => [number, proposed]),
          trials.slice(1).map(({ number, params }) => [number, params]),
        );
        assert.ok(replayed.every(({ same }) => same));
        if (config.kind === 'random') return;
        const other = replayAsks(events, { sampler: createSampler(config, s, 7), direction: 'minimize' });
        assert.ok(other.some(({ same }) => !same));
      } finally {
        await executor.close();
        fs.rmSync(folder, { recursive: true, force: true });
      }
    });
});
