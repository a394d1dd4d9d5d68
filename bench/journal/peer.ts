import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { FailureError } from 'sentilab/errors';
import type { AfterDamage } from './damage.ts';

/** Optuna's journal file, treated like ours. */
export interface PeerJournal extends AfterDamage {
  /** Name and version. */
  readonly library: string;
  /** Of a journal with so many trials; times in ms. It has no snapshots. */
  readonly opening: { readonly megabytes: number; readonly wall: number; readonly cpu: number };
}

/** @throws FailureError when Optuna does not run under `python` */
export function optunaJournal(python: string, trials: number): PeerJournal {
  const script = path.join(import.meta.dirname, 'optuna_journal.py');
  const { status, stdout, stderr, error } = spawnSync(python, [script, String(trials)], { encoding: 'utf8' });
  if (status === 0) return JSON.parse(stdout) as PeerJournal;
  const said = error?.message ?? stderr?.trim().split('\n').at(-1) ?? '';
  throw new FailureError(`Optuna's journal cannot be measured under ${python}. ${said}`, {
    fix: `Install it there: ${python} -m pip install optuna`,
  });
}
