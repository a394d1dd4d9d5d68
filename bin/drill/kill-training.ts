import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FailureError } from 'sentilab/errors';
import type { Rng } from 'sentilab/random';
import { startTraining, type TrainingProcess } from './start-training.ts';
import type { TrainingTask, TrainingWord } from './training-task.ts';

export interface TrainingDrillOptions {
  readonly root: string;
  /** An empty folder for checkpoints. */
  readonly folder: string;
  readonly kills: number;
  /** Steps, drawn at random, after which the signal ends a training that goes on later; beside the end of every epoch. */
  readonly randomSteps: number;
  /** Of the training. */
  readonly task: Pick<TrainingTask, 'everySteps' | 'epochs' | 'examples' | 'seed' | 'training'>;
  /** A kill at a random time comes so long after training began at the latest, in ms. */
  readonly longest: number;
  readonly rng: Rng;
  readonly log: (line: string) => void;
}

export interface TrainingDrillReport {
  readonly kills: {
    /** At a random time of the training. */
    readonly training: number;
    /** While a file of a checkpoint was being written. */
    readonly writing: number;
  };
  /** Kills that left a temporary file behind. */
  readonly torn: number;
  /** Trainings that came to their end, and those of them with the uninterrupted one's weights and history. */
  readonly finished: number;
  readonly identical: number;
  /** Starts that went on from an earlier step than the last checkpoint that was acknowledged. */
  readonly lost: number;
  /** Ends of epochs and random steps at which a training was stopped; those that went on to the same bits. */
  readonly stops: number;
  readonly identicalStops: number;
}

type Ended = Extract<TrainingWord, { kind: 'ended' }>;

/**
 * Kills a training with SIGKILL again and again, every other time while a checkpoint is being written, and starts it again
 * each time; when it comes to its end, the next one begins. Then stops trainings by the signal after every epoch and at
 * random steps. Every one must end with the weights and the history of a training that nothing disturbed.
 *
 * @throws FailureError when a training cannot be started again
 */
export async function trainingDrill(options: TrainingDrillOptions): Promise<TrainingDrillReport> {
  const { root, folder, rng, log } = options;
  const run = (round: string, stopAfter: number | null = null): TrainingProcess =>
    startTraining(root, { ...options.task, folder: path.join(folder, round), stopAfter });
  const reference = startTraining(root, { ...options.task, folder: null, stopAfter: null });
  await reference.ended;
  const expected = endOf(reference);
  const totalSteps = Math.max(
    ...reference.words.map((word) => (word.kind === 'started' ? word.totalSteps : 0)),
  );
  const same = (end: Ended): boolean =>
    end.weightsSha256 === expected.weightsSha256 && end.history === expected.history;

  const kills = { training: 0, writing: 0 };
  let [torn, finished, identical, lost, round, acknowledged] = [0, 0, 0, 0, 0, 0];
  for (let done = false; kills.training + kills.writing < options.kills || !done;) {
    const name = `round-${round}`;
    const training = run(name);
    await training.training;
    const kill = kills.training + kills.writing;
    const aim = kill % 2 === 1 ? 'writing' : 'training';
    let hit = false;
    if (kill < options.kills) {
      const moment =
        aim === 'writing'
          ? sleep(rng.int(0, options.longest / 2)).then(() =>
              aTemporaryFile(path.join(folder, name), training),
            )
          : sleep(rng.int(0, options.longest)).then(() => true);
      const reached = await Promise.race([moment, training.ended.then(() => false)]);
      hit = reached && training.child.kill('SIGKILL');
    }
    await training.ended;
    const [started] = training.words;
    if (started?.kind !== 'started') throw failed(training);
    if (started.step < acknowledged) lost++;
    const end = training.words.find((word) => word.kind === 'ended');
    if (end?.kind === 'ended') {
      finished++;
      if (same(end)) identical++;
      fs.rmSync(path.join(folder, name), { recursive: true });
      [done, acknowledged] = [true, 0];
      round++;
      continue;
    }
    if (!hit) throw failed(training);
    done = false;
    kills[aim]++;
    acknowledged = Math.max(
      started.step,
      ...training.words.map((word) => (word.kind === 'checkpoint' ? word.step : 0)),
    );
    if (temporaries(path.join(folder, name)).length > 0) torn++;
    log(
      `kill ${kill + 1} (${aim}): went on from step ${started.step}, last checkpoint ${acknowledged} of ${totalSteps}`,
    );
  }

  const perEpoch = totalSteps / options.task.epochs;
  const places = [
    ...Array.from({ length: options.task.epochs }, (_, k) => (k + 1) * perEpoch),
    ...Array.from({ length: options.randomSteps }, () => rng.int(1, totalSteps - 1)),
  ];
  let identicalStops = 0;
  for (const [k, stopAfter] of places.entries()) {
    const name = `stop-${k}`;
    const first = run(name, stopAfter);
    await first.ended;
    const second = run(name);
    await second.ended;
    const [started] = second.words;
    const resumed = started?.kind === 'started' && started.step === stopAfter;
    if (endOf(first).reason === 'aborted' && resumed && same(endOf(second))) identicalStops++;
    fs.rmSync(path.join(folder, name), { recursive: true });
    log(`stopped after step ${stopAfter} and gone on`);
  }
  return { kills, torn, finished, identical, lost, stops: places.length, identicalStops };
}

/** Waits until a file of a checkpoint is being written; false when the training ends before. */
async function aTemporaryFile(folder: string, { child }: TrainingProcess): Promise<boolean> {
  while (child.exitCode === null) {
    if (temporaries(folder).length > 0) return true;
    await new Promise((resolve) => setImmediate(resolve)); // a file is written in less than a millisecond
  }
  return false;
}

function temporaries(folder: string): string[] {
  return fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => name.endsWith('.tmp')) : [];
}

function endOf(training: TrainingProcess): Ended {
  const end = training.words.find((word) => word.kind === 'ended');
  if (end?.kind !== 'ended') throw failed(training);
  return end;
}

function failed(training: TrainingProcess): FailureError {
  return new FailureError(`A training ended without a word of how:\n${training.errors()}`);
}
