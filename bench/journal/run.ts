import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { FailureError } from 'sentilab/errors';
import { Rng } from 'sentilab/random';
import type { Params, StudyEvent } from 'sentilab/tuning';
import { JournalStorage } from 'sentilab/tuning/node';
import type { BenchReport } from '../bench.ts';
import { afterDamage } from './damage.ts';
import type { AfterDamage } from './damage.ts';
import { optunaJournal } from './peer.ts';
import { journalSpace, journalStudy } from './study.ts';

export interface JournalBenchOptions {
  /** Trials in the journal, each of six events. */
  readonly trials: number;
  /** A Python with Optuna, whose journal file is measured beside ours. */
  readonly python?: string;
}

/** Wall and CPU time of one piece of work, in ms. */
interface Cost {
  readonly wall: number;
  readonly cpu: number;
}

/**
 * Opens a long journal with and without its snapshot, compares what an append costs in its first and in its last tenth, and
 * looks what is left after a torn line and after a kill.
 *
 * @throws FailureError when Optuna does not run under the Python that is named
 */
export function journalBench({ trials, python }: JournalBenchOptions): BenchReport {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-journal-bench-'));
  try {
    const file = path.join(folder, 'journal.jsonl');
    const appends = write(file, trials);
    const without = cost(() => open(file, trials));
    // The first opening left a snapshot.
    const withSnapshot = fs.existsSync(`${file}.snapshot`) ? cost(() => open(file, trials)) : null;
    const megabytes = fs.statSync(file).size / 1e6;
    const perAppend = (each: Cost | undefined): string =>
      ((1000 * (each?.cpu ?? 0)) / (trials * 0.6)).toFixed(1);
    const shown = ({ wall, cpu }: Cost): string =>
      `${(wall / 1000).toFixed(2)} s (CPU ${(cpu / 1000).toFixed(2)} s)`;
    const { torn, restart } = afterDamage(folder);
    const peer = python === undefined ? null : optunaJournal(python, trials);
    const beside = (text: (of: NonNullable<typeof peer>) => string): string =>
      peer ? ` (${peer.library}: ${text(peer)})` : '';
    return {
      json: { trials, megabytes, without, withSnapshot, appends, torn, restart, peer },
      lines: [
        `journal of ${trials.toLocaleString('en')} trials with 10 parameters, ${megabytes.toFixed(0)} MB`,
        `opening without snapshot: ${shown(without)}${beside(({ opening }) => shown(opening))}`,
        `opening with its snapshot: ${withSnapshot ? shown(withSnapshot) : 'too short for one'}`,
        `CPU of an append without fsync: ${perAppend(appends[0])} µs in the first tenth, ${perAppend(appends.at(-1))} µs in the last`,
        `a line torn off and two trials more: ${left(torn)}${beside((of) => left(of.torn))}`,
        `kill -9 in a trial, to the next result: ${again(restart)}${beside((of) => again(of.restart))}`,
      ],
    };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Fills a journal, not fsynced: the disk is not what is measured. Returns the cost of each tenth. */
function write(file: string, trials: number): Cost[] {
  const storage = new JournalStorage(file);
  storage.begin({ version: 2, studyId: 'study', definition: null });
  const rng = new Rng(1);
  const params = Array.from({ length: trials }, () => journalSpace.sample(rng));
  const costs = Array.from({ length: 10 }, (_, tenth) =>
    cost(() => {
      for (
        let trial = Math.floor((tenth * trials) / 10);
        trial < Math.floor(((tenth + 1) * trials) / 10);
        trial++
      )
        for (const event of eventsOf(trial, params[trial] ?? {})) storage.append(event, { durable: false });
    }),
  );
  storage.close();
  return costs;
}

function eventsOf(trial: number, params: Params): StudyEvent[] {
  const [attempt, runId, proposedBy] = [1, `run-${trial}`, 'prior' as const];
  const value = 1 / (trial + 1);
  return [
    { event: 'asked', trial, params, proposedBy, seenSeq: 0 },
    { event: 'started', trial, attempt, runId },
    ...[1, 2, 3].map((epoch): StudyEvent => ({
      event: 'reported',
      trial,
      attempt,
      epoch,
      metrics: { value, accuracy: 0.5 },
    })),
    { event: 'told', trial, attempt, runId, state: 'finished', value, epoch: 3, params, proposedBy },
  ];
}

function open(file: string, trials: number): void {
  const study = journalStudy(file);
  if (study.size !== trials) throw new FailureError(`The journal holds ${study.size} of ${trials} trials.`);
  study.close();
}

function left({ finished, error }: AfterDamage['torn']): string {
  return finished === null ? `${error ?? 'an error'}, cannot be loaded` : `${finished} results`;
}

function again({ ms, running }: AfterDamage['restart']): string {
  return `${(ms / 1000).toFixed(2)} s, ${running} left running`;
}

function cost(work: () => void): Cost {
  const [cpu, wall] = [process.cpuUsage(), performance.now()];
  work();
  const { user, system } = process.cpuUsage(cpu);
  return { wall: performance.now() - wall, cpu: (user + system) / 1000 };
}
