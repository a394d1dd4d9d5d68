import { setTimeout as sleep } from 'node:timers/promises';
import { FailureError } from 'sentilab/errors';
import type { Rng } from 'sentilab/random';
import { openResults } from 'sentilab/tracking/node';
import { acknowledgedTrials, type Acknowledged } from './acknowledged.ts';
import { restartDelays } from './restart-delays.ts';
import { startSweep, survivors, type SweepProcess } from './sweep-process.ts';

export interface KillDrillOptions {
  readonly root: string;
  /** Name or path of the experiment; its `name` is `experimentName`. */
  readonly experiment: string;
  readonly experimentName: string;
  readonly resultsRoot: string;
  /** More arguments of the sweep. */
  readonly args: readonly string[];
  /** Trials that each study begins with; when a sweep is done before its kill came, so many more are asked for. */
  readonly trials: number;
  readonly studies: number;
  readonly kills: number;
  /** A kill comes this long after the start at the latest, in ms. */
  readonly longest: number;
  readonly rng: Rng;
  readonly log: (line: string) => void;
}

export interface KillDrillReport {
  readonly kills: { readonly coordinator: number; readonly group: number };
  /** Kills that came while trials were running. */
  readonly acknowledgedAtKill: readonly number[];
  readonly lost: readonly Acknowledged[];
  readonly doubled: readonly Acknowledged[];
  readonly leftRunning: number;
  readonly survivingWorkers: number;
  /** From each start after a kill to the next trial's begin, in ms; starts that were killed before it left out. */
  readonly restartDelays: readonly number[];
  /** Acknowledged in the end, all studies together. */
  readonly trials: number;
  readonly exitCode: number | null;
}

/**
 * Kills a sweep with SIGKILL at random moments, every other time the coordinator alone, else the whole process group,
 * starts the same command again, and lets the last start finish. Nothing acknowledged may be lost or doubled, no trial
 * left running, no worker alive 2 s after its coordinator's death.
 *
 * @throws FailureError when the sweep cannot be started again or does not finish
 */
export async function killDrill(options: KillDrillOptions): Promise<KillDrillReport> {
  const token = `${process.pid}-${options.rng.nextSeed()}`;
  const before: Acknowledged[] = [];
  const acknowledgedAtKill: number[] = [];
  const kills = { coordinator: 0, group: 0 };
  let survivingWorkers = 0;
  let trials = options.trials;
  const starts: { readonly time: number; readonly afterKill: boolean }[] = [];
  let wasKilled = false;
  const start = (): SweepProcess => {
    starts.push({ time: Date.now(), afterKill: wasKilled });
    wasKilled = false;
    return startSweep(options.root, token, [
      options.experiment,
      ...['--results', options.resultsRoot],
      ...['--trials', String(trials)],
      ...options.args,
    ]);
  };
  const acknowledged = (): Acknowledged[] => acknowledgedTrials(options.resultsRoot, options.experimentName);

  for (let kill = 0; kill < options.kills;) {
    const sweep = start();
    const delay = options.rng.int(100, options.longest);
    const ended = await Promise.race([sweep.exited.then(() => true), sleep(delay).then(() => false)]);
    const pid = sweep.child.pid;
    if (ended) {
      if (sweep.child.exitCode !== 0) throw failed(sweep, 'could not be started again');
      trials += options.trials;
      options.log(`the sweep was done before kill ${kill + 1}: on to ${trials} trials`);
      continue;
    }
    if (pid === undefined) throw failed(sweep, 'could not be started');
    const group = kill % 2 === 1;
    process.kill(group ? -pid : pid, 'SIGKILL');
    wasKilled = true;
    kills[group ? 'group' : 'coordinator']++;
    await sweep.exited;
    const alive = await survivorsAfter(token, 2000);
    survivingWorkers += alive.length;
    for (const survivor of alive) process.kill(survivor, 'SIGKILL');
    const known = acknowledged();
    before.push(...known);
    acknowledgedAtKill.push(known.length);
    options.log(
      `kill ${kill + 1} (${group ? 'whole group' : 'coordinator alone'}) after ${delay} ms: ` +
        `${known.length} acknowledged, ${alive.length} workers alive 2 s later`,
    );
    kill++;
  }

  const last = start();
  const exitCode = await last.exited;
  if (exitCode !== 0) throw failed(last, 'did not finish');
  await sleep(500);
  return {
    kills,
    acknowledgedAtKill,
    exitCode,
    restartDelays: restartDelays(
      options.resultsRoot,
      options.experimentName,
      starts.map(({ time }) => time),
      (place) => starts[place]?.afterKill ?? false,
    ),
    survivingWorkers: survivingWorkers + survivors(token).length,
    ...audit({ ...options, trials }, before, acknowledged()),
  };
}

/** Processes of the drill that are alive after so many ms; earlier when there is none any more. */
async function survivorsAfter(token: string, ms: number): Promise<number[]> {
  const end = Date.now() + ms;
  for (;;) {
    const alive = survivors(token);
    if (alive.length === 0 || Date.now() >= end) return alive;
    await sleep(100);
  }
}

/** What the results folder says in the end against what was acknowledged on the way. */
function audit(
  options: KillDrillOptions,
  before: readonly Acknowledged[],
  after: readonly Acknowledged[],
): Pick<KillDrillReport, 'lost' | 'doubled' | 'leftRunning' | 'trials'> {
  const records = new Set(
    openResults(options.resultsRoot)
      .readRuns(options.experimentName)
      .runs.map(({ id }) => id),
  );
  const same = (a: Acknowledged, b: Acknowledged): boolean =>
    a.study === b.study && a.trial === b.trial && a.runId === b.runId;
  const lost = before.filter((one) => !after.some((other) => same(one, other)) || !records.has(one.runId));
  const doubled = after.filter(
    (one, i) => after.findIndex((other) => other.study === one.study && other.trial === one.trial) !== i,
  );
  return {
    lost,
    doubled,
    leftRunning: options.trials * options.studies - after.length,
    trials: after.length,
  };
}

function failed(sweep: SweepProcess, what: string): FailureError {
  return new FailureError(`The sweep ${what}:\n${sweep.output()}`);
}
