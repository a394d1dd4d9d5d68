import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FailureError } from 'sentilab/errors';
import type { Rng } from 'sentilab/random';
import { openResults } from 'sentilab/tracking/node';
import { acknowledgedTrials } from '../acknowledged.ts';
import { startCommand, startSweep, survivors, type SweepProcess } from '../sweep-process.ts';
import { RedisServer } from './redis-server.ts';
import { StallingProxy } from './stalling-proxy.ts';

export interface RedisDrillOptions {
  readonly root: string;
  /** Redis's program. */
  readonly program: string;
  readonly experiment: string;
  readonly experimentName: string;
  readonly folder: string;
  readonly workers: number;
  readonly trials: number;
  /** How often Redis is killed, a worker is killed, and the network pauses. */
  readonly rounds: number;
  readonly leaseSeconds: number;
  readonly rng: Rng;
  readonly log: (line: string) => void;
}

export interface RedisDrillReport {
  readonly trials: number;
  readonly redisKilled: number;
  readonly workersKilled: number;
  readonly pauses: number;
  /** Trials without a result, with more than one, and results without exactly one record. */
  readonly missing: readonly number[];
  readonly doubled: readonly number[];
  readonly unrecorded: readonly string[];
  /** Results that came when their trial was another worker's: ignored, and written down. */
  readonly late: number;
  /** Times that a trial was begun; more than there are trials because of those given out again. */
  readonly begun: number;
  readonly survivingProcesses: number;
}

/**
 * A real sweep over real workers, one of them behind a network that can be held. Spread over the sweep, Redis is killed
 * and started again, a worker is killed in the middle of a trial, and the network pauses for longer than the lease.
 *
 * @throws FailureError when the sweep does not finish
 */
export async function redisDrill(options: RedisDrillOptions): Promise<RedisDrillReport> {
  const { root, folder, trials, rounds, rng, log } = options;
  const token = `${process.pid}-${rng.nextSeed()}`;
  const data = path.join(folder, 'redis');
  const results = path.join(folder, 'results');
  fs.mkdirSync(data);
  const server = await RedisServer.start(options.program, data);
  const proxy = await StallingProxy.start(server.port);
  const started: SweepProcess[] = [];
  const work = (url: string): SweepProcess => {
    const worker = startCommand(root, token, ['worker', url, '--lease', String(options.leaseSeconds)]);
    started.push(worker);
    return worker;
  };
  try {
    const behindProxy = work(proxy.url);
    const workers = Array.from({ length: options.workers - 1 }, () => work(server.url));
    const sweep = startSweep(root, token, [
      ...[options.experiment, '--trials', String(trials)],
      ...['--workers', server.url, '--jobs', String(options.workers), '--results', results],
    ]);
    started.push(sweep);
    const done = (): number => acknowledgedTrials(results, options.experimentName).length;
    const until = async (isSo: () => boolean): Promise<void> => {
      while (!isSo()) {
        if (sweep.child.exitCode !== null) throw new FailureError(`The sweep has ended:\n${sweep.output()}`);
        await sleep(50);
      }
    };
    for (let event = 0; event < 3 * rounds; event++) {
      const due = Math.floor((trials * (event + 1)) / (3 * rounds + 2));
      await until(() => done() >= due);
      const at = `${done()} of ${trials} done`;
      switch (event % 3) {
        case 0: {
          await server.kill();
          const ms = rng.int(200, 2000);
          await sleep(ms);
          await server.start();
          log(`${at}: Redis killed, and started again after ${ms} ms`);
          break;
        }
        case 1: {
          const place = rng.int(0, workers.length - 1);
          const victim = workers[place] as SweepProcess;
          await until(() => isBusy(victim));
          victim.child.kill('SIGKILL');
          workers[place] = work(server.url);
          log(`${at}: a worker killed in the middle of ${lastBegun(victim)}`);
          break;
        }
        default: {
          await until(() => isBusy(behindProxy));
          proxy.stall();
          const seconds = 3 * options.leaseSeconds;
          log(`${at}: no network for ${seconds} s for the worker that has ${lastBegun(behindProxy)}`);
          await sleep(1000 * seconds);
          proxy.resume();
        }
      }
    }
    const exitCode = await sweep.exited;
    if (exitCode !== 0) throw new FailureError(`The sweep did not finish:\n${sweep.output()}`);
    for (const { child } of [behindProxy, ...workers]) child.kill('SIGTERM');
    await Promise.all(started.map(({ exited }) => Promise.race([exited, sleep(20_000)])));
    return {
      trials,
      ...{ redisKilled: rounds, workersKilled: rounds, pauses: rounds },
      begun: started.reduce((sum, worker) => sum + begunBy(worker).length, 0),
      ...audit(results, options),
      survivingProcesses: survivors(token).length,
    };
  } finally {
    for (const pid of survivors(token)) process.kill(pid, 'SIGKILL');
    await proxy.close();
    await server.kill();
  }
}

/** What the results folder says. */
function audit(
  results: string,
  { experimentName, trials }: RedisDrillOptions,
): Pick<RedisDrillReport, 'missing' | 'doubled' | 'unrecorded' | 'late'> {
  const told = acknowledgedTrials(results, experimentName);
  const { runs } = openResults(results).readRuns(experimentName);
  const timesTold = (number: number): number => told.filter(({ trial }) => trial === number).length;
  const numbers = Array.from({ length: trials }, (_, number) => number);
  const lateFile = path.join(openResults(results).paths(experimentName).folder, 'late-results.jsonl');
  return {
    missing: numbers.filter((number) => timesTold(number) === 0),
    doubled: numbers.filter((number) => timesTold(number) > 1),
    unrecorded: told
      .map(({ runId }) => runId)
      .filter((id) => runs.filter((run) => run.id === id).length !== 1),
    late: fs.existsSync(lateFile) ? fs.readFileSync(lateFile, 'utf8').trim().split('\n').length : 0,
  };
}

function begunBy(worker: SweepProcess): string[] {
  return [...worker.output().matchAll(/^(\S+): begun/gm)].map(([, runId]) => runId ?? '');
}

function lastBegun(worker: SweepProcess): string {
  return begunBy(worker).at(-1) ?? '';
}

/** Whether the last thing it said is that it has begun a trial. */
function isBusy(worker: SweepProcess): boolean {
  return worker.output().trimEnd().split('\n').at(-1)?.includes(': begun') ?? false;
}
