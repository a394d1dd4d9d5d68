import fs from 'node:fs';
import path from 'node:path';
import { sha256Hex } from 'sentilab/hash';
import { Rng } from 'sentilab/random';
import type { EpochRecord, Metric, RunRecord } from 'sentilab/tracking';
import type { Results } from 'sentilab/tracking/node';

/** What to make. */
export interface GeneratedOptions {
  readonly runs: number;
  /** Parameters and metrics together. */
  readonly columns: number;
  readonly epochs: number;
}

/** Metrics that have a value at every epoch. */
const CURVES = ['validation/loss', 'train/loss', 'validation/accuracy', 'train/accuracy'];

/** Fills an experiment `many` with records of made-up values, written plainly: the disk is not what is measured. */
export function generateExperiment(results: Results, options: GeneratedOptions): void {
  const { runsFolder } = results.paths('many');
  fs.mkdirSync(runsFolder, { recursive: true });
  const rng = new Rng(1);
  for (let number = 0; number < options.runs; number++) {
    const record = generatedRun(number, rng.split(String(number)), options);
    fs.writeFileSync(path.join(runsFolder, `${record.id}.json`), JSON.stringify(record));
  }
}

/** One record; the same number gives the same record. */
export function generatedRun(number: number, rng: Rng, { columns, epochs }: GeneratedOptions): RunRecord {
  const parameters = Math.floor(columns / 2);
  const params: Record<string, number | string | boolean> = {
    lr: Number(Math.exp(rng.float() * 7 - 9).toPrecision(5)),
    units: rng.pick([32, 64, 96, 128]),
    pooling: rng.pick(['max', 'mean', 'attention']),
  };
  for (let i = 3; i < parameters; i++) params[`p${i}`] = Number(rng.float().toPrecision(6));
  const quality = 0.45 + 0.05 * Math.abs(Math.log(Number(params['lr']) / 0.003)) + 0.02 * rng.normal();
  const curve = Array.from({ length: epochs }, (_, i): EpochRecord => {
    const loss = quality + 0.5 / (i + 1) + 0.005 * rng.normal();
    const all = [loss, loss - 0.02 * i, 1 - loss / 2, 1 - loss / 2.2];
    return {
      epoch: i + 1,
      step: 107 * (i + 1),
      seconds: 2.6 * (i + 1),
      cpuSeconds: 2.5 * (i + 1),
      metrics: Object.fromEntries(CURVES.map((name, at) => [name, Number((all[at] ?? 0).toPrecision(8))])),
    };
  });
  const last = curve[curve.length - 1];
  const metrics: Record<string, Metric> = {};
  for (const name of CURVES)
    metrics[name] = {
      value: last?.metrics[name] ?? 0,
      direction: name.endsWith('loss') ? 'minimize' : 'maximize',
      unit: name.endsWith('loss') ? 'nats' : 'fraction',
    };
  for (let i = CURVES.length; i < columns - parameters; i++)
    metrics[`test/m${i}`] = {
      value: Number(rng.float().toPrecision(8)),
      direction: 'maximize',
      unit: 'fraction',
    };
  const startedAt = new Date(Date.UTC(2025, 0, 1) + number * 10_000);
  const study = {
    id: sha256Hex(`many-${number % 3}`).slice(0, 12),
    sampler: ['random', 'tpe', 'gp'][number % 3] ?? '',
    seed: 1,
  };
  const trial = Math.floor(number / 3);
  return {
    schemaVersion: 1,
    id: `${study.id}-t${trial}-s1-f0-a1`,
    experiment: 'many',
    study,
    trial: { number: trial, params, proposedBy: 'prior', askedAfterSeq: 0 },
    run: { seed: 1, fold: 0, attempt: 1 },
    objective: {
      metric: 'validation/loss',
      direction: 'minimize',
      value: last?.metrics['validation/loss'] ?? null,
    },
    outcome: { kind: 'finished' },
    metrics,
    epochs: curve,
    bestEpoch: epochs,
    confusion: null,
    config: {
      model: { kind: 'bilstm', units: params['units'] },
      training: { learningRate: params['lr'], epochs },
    },
    data: {
      name: 'rt',
      fingerprint: sha256Hex('rt'),
      split: {
        kind: 'random',
        seed: 1,
        fingerprint: sha256Hex('split'),
        sizes: { train: 6824, validation: 853, test: 853 },
      },
    },
    environment: {
      backend: 'native',
      tensorflow: '2.18.1',
      tfjs: '4.22.0',
      node: process.version,
      sentilab: '0.1.0',
      platform: 'linux-x64',
      cpu: 'generated',
      threads: 1,
      onednn: true,
      gitCommit: null,
    },
    timing: {
      startedAt: startedAt.toISOString(),
      finishedAt: new Date(startedAt.getTime() + 9000).toISOString(),
      wallSeconds: 9,
      cpuSeconds: 8.5,
      peakMemoryMiB: 400,
    },
    weightsSha256: null,
    artifacts: [],
  };
}
