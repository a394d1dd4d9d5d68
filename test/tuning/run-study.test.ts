import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  InProcessExecutor,
  MemoryStorage,
  RandomSampler,
  Study,
  createPruner,
  createSampler,
  float,
  int,
  optimize,
  runStudy,
  space,
} from 'sentilab/tuning';
import { TrialPruned } from 'sentilab/tuning';
import type { RunEvent, RunStudyOptions, Storage, TaskHandler } from 'sentilab/tuning';
import { JournalStorage, WorkerProcessExecutor, readJournal } from 'sentilab/tuning/node';

const s = space({ x: float(0, 1) });
const open = (storage: Storage = new MemoryStorage()): Study<{ readonly x: number }> =>
  new Study({
    space: s,
    sampler: new RandomSampler(s, 1),
    direction: 'minimize',
    storage,
    pruner: createPruner({ kind: 'median', startupTrials: 2 }),
  });
const makeTask: RunStudyOptions['makeTask'] = ({ number, params }, attempt) => ({
  runId: `t${number}-a${attempt}`,
  payload: params,
});
const handler: TaskHandler = async ({ payload }) => ({
  state: 'finished',
  value: (payload as { x: number }).x,
});
const worker = path.join(import.meta.dirname, 'executors/worker.ts');

describe('runStudy', function () {
  this.timeout(60_000);

  it('runs to so many trials in all, and on to more when called again', async () => {
    const study = open();
    const executor = new InProcessExecutor(handler);
    assert.deepEqual(await runStudy({ study, executor, trials: 4, makeTask }), { stopped: 'complete' });
    assert.equal(study.size, 4);
    await runStudy({ study, executor, trials: 4, makeTask });
    assert.equal(study.size, 4);
    await runStudy({ study, executor, trials: 7, makeTask });
    assert.deepEqual(
      study.trials.map(({ state, attempt }) => `${state}${attempt}`),
      Array.from({ length: 7 }, () => 'finished1'),
    );
  });

  it('stops when the sampler is exhausted', async () => {
    const grid = space({ n: int(1, 3) });
    const study = new Study({
      space: grid,
      sampler: createSampler({ kind: 'grid' }, grid, 1),
      direction: 'minimize',
    });
    const executor = new InProcessExecutor(async ({ payload }) => ({
      state: 'finished',
      value: (payload as { n: number }).n,
    }));
    assert.deepEqual(await runStudy({ study, executor, trials: 9, makeTask }), { stopped: 'exhausted' });
    assert.equal(study.size, 3);
  });

  it('tells a result only after onResult has made it durable', async () => {
    const study = open();
    const order: string[] = [];
    await runStudy({
      study,
      executor: new InProcessExecutor(handler),
      trials: 2,
      makeTask,
      onResult: async ({ trial }) => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        order.push(`record ${trial.number}: ${study.trial(trial.number).state}`);
      },
      onEvent: (event) => void (event.type === 'told' && order.push(`told ${event.trial.number}`)),
    });
    assert.deepEqual(order, ['record 0: running', 'told 0', 'record 1: running', 'told 1']);
  });

  it('leaves a trial pending, to be run again, when its record could not be written', async () => {
    const storage = new MemoryStorage();
    const study = open(storage);
    const run = runStudy({
      study,
      executor: new InProcessExecutor(handler),
      trials: 3,
      makeTask,
      onResult: ({ trial }) => {
        if (trial.number === 1) throw new Error('disk full');
      },
    });
    await assert.rejects(run, /disk full/);
    const again = open(storage);
    assert.deepEqual(
      again.pending().map(({ number }) => number),
      [1],
    );
    await runStudy({ study: again, executor: new InProcessExecutor(handler), trials: 3, makeTask });
    assert.deepEqual(
      again.trials.map(({ state, attempt }) => [state, attempt]),
      [
        ['finished', 1],
        ['finished', 2],
        ['finished', 1],
      ],
    );
  });

  it('fails a trial whose handler throws or whose objective is not finite, and goes on', async () => {
    const study = open();
    const failures: string[] = [];
    await runStudy({
      study,
      executor: new InProcessExecutor(async ({ trialNumber }) => {
        if (trialNumber === 0) throw new Error('shape mismatch');
        return { state: 'finished', value: trialNumber === 1 ? NaN : 1 };
      }),
      trials: 3,
      makeTask,
      onFailure: ({ trial, error }) => void failures.push(`${trial.number} ${error.message}`),
    });
    assert.deepEqual(
      study.trials.map(({ state }) => state),
      ['failed', 'failed', 'finished'],
    );
    assert.match(
      failures.join('\n'),
      /^0 shape mismatch\n1 trial 1: The objective is not a finite number\. Got NaN/,
    );
  });

  it('prunes: the worker hears the pruner’s word, the reason is kept', async () => {
    const study = new Study({
      space: s,
      sampler: new RandomSampler(s, 1),
      direction: 'minimize',
      pruner: createPruner({ kind: 'median', startupTrials: 2 }),
    });
    const executor = new WorkerProcessExecutor({ module: worker });
    await runStudy({
      study,
      executor,
      trials: 4,
      makeTask: ({ number }, attempt) => ({ runId: `t${number}-a${attempt}`, payload: { what: 'reports' } }),
    });
    await executor.close();
    // Every trial reports its number more than the first one did.
    assert.deepEqual(
      study.trials.map(({ state, reports }) => [state, reports.length]),
      [
        ['finished', 3],
        ['finished', 3],
        ['pruned', 1],
        ['pruned', 1],
      ],
    );
    assert.match(study.trial(2).reason ?? '', /worse than the median of 2 trials/);
    assert.equal(study.trial(2).value, 3);
  });

  it('tries a trial again whose worker died, as its next attempt, and fails it after the retries', async () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-run-')), 'journal.jsonl');
    const study = open(new JournalStorage(file));
    const executor = new WorkerProcessExecutor({ module: worker, jobs: 2 });
    const events: string[] = [];
    await runStudy({
      study,
      executor,
      trials: 2,
      retries: 1,
      makeTask: ({ number }, attempt) => ({
        runId: `t${number}-a${attempt}`,
        payload: { what: number === 0 ? 'exit-first-time' : 'exit' },
      }),
      onEvent: (event: RunEvent) =>
        void (event.type === 'crashed' && events.push(`${event.trial.number} ${event.retry}`)),
    });
    await executor.close();
    study.close();
    assert.deepEqual(
      study.trials.map(({ state, attempt }) => [state, attempt]),
      [
        ['finished', 2],
        ['failed', 2],
      ],
    );
    assert.deepEqual(events.sort(), ['0 true', '1 false', '1 true']);
    const started = readJournal(file).events.flatMap((event) =>
      event.event === 'started' ? [event.runId] : [],
    );
    assert.deepEqual(started.sort(), ['t0-a1', 't0-a2', 't1-a1', 't1-a2']);
  });

  it('stops on its signal: running trials stay pending and are run again', async () => {
    const storage = new MemoryStorage();
    const study = open(storage);
    const controller = new AbortController();
    const executor = new WorkerProcessExecutor({ module: worker, jobs: 2, graceMs: 500 });
    const result = await runStudy({
      study,
      executor,
      trials: 5,
      makeTask: ({ number }) => ({
        runId: `t${number}`,
        payload: { what: number === 0 ? 'reports' : 'wait' },
      }),
      signal: controller.signal,
      onEvent: (event) => void (event.type === 'reported' && event.trial.number === 2 && controller.abort()),
    });
    await executor.close();
    assert.deepEqual(result, { stopped: 'aborted' });
    assert.deepEqual(
      open(storage)
        .pending()
        .map(({ number }) => number),
      [1, 2],
    );
  });

  it('fails a trial that takes too long, in this process and in a worker, and goes on', async () => {
    const waits: TaskHandler = async ({ trialNumber }, { signal }) => {
      if (trialNumber === 0) await new Promise((resolve) => signal.addEventListener('abort', resolve));
      return { state: 'finished', value: 1 };
    };
    const workers = new WorkerProcessExecutor({ module: worker, graceMs: 200 });
    for (const [executor, trialTimeoutMs] of [
      [new InProcessExecutor(waits), 30],
      [workers, 3000],
    ] as const) {
      const study = open();
      const failures: string[] = [];
      await runStudy({
        study,
        executor,
        trials: 2,
        trialTimeoutMs,
        makeTask: ({ number }) => ({
          runId: `t${number}`,
          payload: { what: number === 0 ? 'wait' : 'reports' },
        }),
        onFailure: ({ error }) => void failures.push(error.message),
      });
      assert.deepEqual(
        study.trials.map(({ state, error }) => [state, error?.name]),
        [
          ['failed', 'TrialTimeoutError'],
          ['finished', undefined],
        ],
      );
      assert.deepEqual(failures, [`It took longer than ${trialTimeoutMs} ms.`]);
    }
    await workers.close();
  });

  it('begins no trial after the study’s time is over, and goes on when called again', async () => {
    const study = open();
    const slow: TaskHandler = async () => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      return { state: 'finished', value: 1 };
    };
    const options = { study, executor: new InProcessExecutor(slow), trials: 50, makeTask };
    assert.deepEqual(await runStudy({ ...options, timeoutMs: 100 }), {
      stopped: 'timeout',
      reason: 'The study’s time of 100 ms is over.',
    });
    const { size } = study;
    assert.ok(size >= 1 && size <= 4, `${size} trials`);
    assert.deepEqual(study.pending(), [], 'the last one came to its end');
    assert.deepEqual(await runStudy({ ...options, trials: size + 1, timeoutMs: 60_000 }), {
      stopped: 'complete',
    });
  });

  it('calls back after each trial with its result, and stops when a callback says so', async () => {
    const study = open();
    const seen: string[] = [];
    const options = {
      study,
      executor: new InProcessExecutor(async ({ trialNumber }) => {
        if (trialNumber === 1) throw new Error('no');
        return { state: 'finished', value: trialNumber };
      }),
      trials: 9,
      makeTask,
    } satisfies RunStudyOptions<{ readonly x: number }>;
    const result = await runStudy({
      ...options,
      callbacks: [
        async (_study, { number, state }) => void seen.push(`${number} ${state}`),
        (told) => {
          if (told.size === 3) told.stop('Three are enough.');
        },
      ],
    });
    assert.deepEqual(result, { stopped: 'stopped', reason: 'Three are enough.' });
    assert.deepEqual(seen, ['0 finished', '1 failed', '2 finished']);
    assert.equal(study.stopReason, 'Three are enough.');
    assert.deepEqual(await runStudy({ ...options, trials: 4 }), { stopped: 'complete' });
    const throws = (): never => {
      throw new Error('callback at fault');
    };
    await assert.rejects(runStudy({ ...options, callbacks: [throws] }), /callback at fault/);
  });

  it('names a number of jobs that makes no sense', async () => {
    await assert.rejects(
      runStudy({ study: open(), executor: new InProcessExecutor(handler), trials: 1, jobs: 0, makeTask }),
      /jobs: At least one job is needed\. Got 0/,
    );
  });
});

describe('optimize', () => {
  it('searches with a closure, prunes with TrialPruned, and keeps the best', async () => {
    const study = open();
    await optimize(
      study,
      async ({ x }, { report }) => {
        for (let epoch = 1; epoch <= 3; epoch++)
          if ((await report(epoch, x + 1 / epoch)).prune) throw new TrialPruned();
        return x;
      },
      { trials: 20 },
    );
    assert.equal(study.size, 20);
    assert.ok(study.trials.some(({ state }) => state === 'pruned'));
    assert.equal(
      study.best?.value,
      Math.min(
        ...study.trials.flatMap(({ state, value }) =>
          state === 'finished' && value !== null ? [value] : [],
        ),
      ),
    );
  });
});
