import fs from 'node:fs';
import { fromRoot } from 'sentilab/files/node';

/** One peer’s runs of one task. */
interface PeerRow {
  readonly task: string;
  readonly sampler: string;
  readonly trials: number;
  readonly perSeed: readonly number[];
}

let rows: readonly PeerRow[] | null = null;

/**
 * What Optuna’s sampler of the same name found on a task, one value per seed: out of reference.json, measured once, or out of
 * peers.json, which peers.py makes; null when it was not measured.
 */
export function peerRuns(task: string, sampler: string, trials: number): readonly number[] | null {
  rows ??= [...measuredOnce(), ...madeByScript()];
  const row = rows.find((one) => one.task === task && one.sampler === sampler && one.trials === trials);
  return row?.perSeed ?? null;
}

function measuredOnce(): PeerRow[] {
  const { quality } = JSON.parse(fs.readFileSync(fromRoot('bench/search/reference.json'), 'utf8')) as {
    readonly quality: readonly {
      readonly task: string;
      readonly sampler: string;
      readonly n_trials: number;
      readonly best_per_seed: readonly number[];
    }[];
  };
  return quality.map(({ task, sampler, n_trials: trials, best_per_seed: perSeed }) => ({
    task,
    sampler,
    trials,
    perSeed,
  }));
}

function madeByScript(): readonly PeerRow[] {
  const text = fs.readFileSync(fromRoot('bench/search/peers.json'), 'utf8');
  return (JSON.parse(text) as { readonly rows: readonly PeerRow[] }).rows;
}
