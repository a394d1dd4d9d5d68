import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { FailureError } from 'sentilab/errors';
import { projectRoot } from 'sentilab/files/node';
import { journalStudy, runTrial } from './study.ts';

/** What is left of a journal that was damaged, ours or a peer's. */
export interface AfterDamage {
  /** Five trials, ten bytes of the last line cut off, then two trials more, the study opened for each. */
  readonly torn: {
    /** Results, of the four whole ones and two new ones; null when the journal cannot be loaded any more. */
    readonly finished: number | null;
    /** What loading it says. */
    readonly error: string | null;
  };
  /** The process is killed in the middle of its second trial, with the lock that is needed to append. */
  readonly restart: {
    /** From opening the journal to the next result. */
    readonly ms: number;
    /** Trials without a result that nobody works at, after that. */
    readonly running: number;
  };
}

/** Damages journals of ours in `folder`. */
export function afterDamage(folder: string): AfterDamage {
  return { torn: torn(path.join(folder, 'torn.jsonl')), restart: restart(path.join(folder, 'killed.jsonl')) };
}

function torn(file: string): AfterDamage['torn'] {
  const run = (trials: number): void => {
    const study = journalStudy(file);
    for (let i = 0; i < trials; i++) runTrial(study);
    study.close();
  };
  run(5);
  fs.truncateSync(file, fs.statSync(file).size - 10);
  run(1); // the trial whose result was torn off, again
  run(1);
  const study = journalStudy(file);
  const finished = study.trials.filter(({ state }) => state === 'finished').length;
  study.close();
  return { finished, error: null };
}

function restart(file: string): AfterDamage['restart'] {
  const child = path.join(import.meta.dirname, 'killed-process.ts');
  const { signal, stderr } = spawnSync(process.execPath, ['--import=tsx', child, file], {
    cwd: projectRoot(),
    encoding: 'utf8',
  });
  if (signal !== 'SIGKILL')
    throw new FailureError(`The process that was to be killed ended by itself: ${stderr}`);
  const start = performance.now();
  const study = journalStudy(file);
  runTrial(study);
  const ms = performance.now() - start;
  const running = study.pending().length;
  study.close();
  return { ms, running };
}
