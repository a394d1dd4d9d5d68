import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { FailureError } from 'sentilab/errors';
import { fromRoot } from 'sentilab/files/node';
import { openResults } from 'sentilab/tracking/node';
import type { BenchReport } from '../bench.ts';
import { medianInterval, type MedianInterval } from '../recurrent/median-interval.ts';
import { exportData } from './export-data.ts';

export interface SweepBenchOptions {
  /** A Python with Optuna and PyTorch; left out: only we are measured. */
  readonly python?: string;
  readonly trials: number;
  /** Every contestant has its turn in each. */
  readonly rounds: number;
  readonly log: (line: string) => void;
}

/** One contestant's turn. */
interface Turn {
  readonly trials: number;
  readonly seconds: number;
  /** Of all its processes. */
  readonly cpuSeconds: number;
  readonly best: number;
}

type Contestant = 'two jobs' | 'one job' | 'peer';

/**
 * Trials per hour of the same TPE search: two jobs with one thread each, one job with all threads, and Optuna with PyTorch
 * in two processes; everything from the command to its end. Turns alternate, so that what else the machine does falls on all.
 */
export async function sweepBench({ python, trials, rounds, log }: SweepBenchOptions): Promise<BenchReport> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-bench-sweep-'));
  try {
    if (python !== undefined) await exportData(folder);
    const turns: Record<Contestant, Turn[]> = { 'two jobs': [], 'one job': [], peer: [] };
    for (let round = 0; round < rounds; round++) {
      const take = async (name: Contestant, turn: Promise<Turn>): Promise<void> => {
        const taken = await turn;
        turns[name].push(taken);
        log(
          `round ${round + 1}, ${name}: ${perHour(taken).toFixed(0)} trials an hour, ${(taken.cpuSeconds / taken.trials).toFixed(1)} CPU seconds each, best loss ${taken.best.toFixed(4)}`,
        );
      };
      await take('two jobs', ours(folder, trials, 2));
      if (python !== undefined) await take('peer', peers(folder, python, trials));
      await take('one job', ours(folder, trials, 1));
    }
    const ratios = (a: Contestant, b: Contestant, of: (turn: Turn) => number): MedianInterval =>
      medianInterval(turns[a].map((turn, i) => of(turn) / of(turns[b][i] as Turn)));
    const cpu = ({ cpuSeconds, trials: done }: Turn): number => cpuSeconds / done;
    const jobs = ratios('two jobs', 'one job', perHour);
    const peer = python === undefined ? null : ratios('two jobs', 'peer', perHour);
    const peerCpu = python === undefined ? null : ratios('peer', 'two jobs', cpu);
    return {
      json: { trials, rounds, turns, jobs, peer, peerCpu },
      lines: [
        `Two jobs ÷ one job, trials an hour: ${words(jobs)}`,
        ...(peer && peerCpu
          ? [
              `sentilab ÷ Optuna + PyTorch, two jobs each, trials an hour: ${words(peer)}`,
              `CPU seconds of a trial, Optuna + PyTorch ÷ sentilab: ${words(peerCpu)}`,
            ]
          : []),
      ],
    };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

const perHour = ({ trials, seconds }: Turn): number => (3600 * trials) / seconds;
const words = ({ median, interval: [low, high] }: MedianInterval): string =>
  `${median.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;

async function ours(folder: string, trials: number, jobs: number): Promise<Turn> {
  const results = path.join(folder, 'results');
  fs.rmSync(results, { recursive: true, force: true });
  const entry = fromRoot('bin', 'sentilab.mjs');
  const definition = fromRoot('bench', 'sweep', 'definition.ts');
  const timed = await time([
    [
      process.execPath,
      entry,
      'sweep',
      definition,
      '--trials',
      String(trials),
      '--jobs',
      String(jobs),
      '--results',
      results,
    ],
  ]);
  const { comparison } = openResults(results).read('bench-sweep');
  const [search] = comparison?.samplers ?? [];
  return { ...timed, trials: search?.trials.finished ?? 0, best: search?.best?.value ?? NaN };
}

async function peers(folder: string, python: string, trials: number): Promise<Turn> {
  fs.rmSync(path.join(folder, 'journal.log'), { force: true });
  const command = [python, fromRoot('bench', 'sweep', 'optuna_torch.py'), folder, String(trials), '1'];
  const { output, ...timed } = await time([command, command]);
  const lines = output.split('\n').filter((line) => line.startsWith('{'));
  const { trials: done, best } = JSON.parse(lines.at(-1) ?? '{}') as { trials: number; best: number };
  return { ...timed, trials: done, best };
}

/** Runs commands side by side: wall time until the last has ended, CPU time of all. */
async function time(
  commands: readonly (readonly string[])[],
): Promise<{ readonly seconds: number; readonly cpuSeconds: number; readonly output: string }> {
  const start = performance.now();
  const ended = await Promise.all(commands.map(timedCommand));
  return {
    seconds: (performance.now() - start) / 1000,
    cpuSeconds: ended.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
    output: ended.map(({ output }) => output).join('\n'),
  };
}

/** Under a shell, which knows the CPU time of what it has waited for. */
function timedCommand(command: readonly string[]): Promise<{ cpuSeconds: number; output: string }> {
  return new Promise((resolve, reject) => {
    const script = `TIMEFORMAT='cpu %U %S'; time "$@"`;
    const child = spawn('bash', ['-c', script, 'bash', ...command], { cwd: fromRoot() });
    let output = '';
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.on('error', reject).on('close', (code) => {
      const [, user, system] = /cpu ([\d.]+) ([\d.]+)\s*$/.exec(said) ?? [];
      if (code === 0 && user !== undefined) resolve({ cpuSeconds: Number(user) + Number(system), output });
      else reject(new FailureError(`${command[0] ?? ''} failed: ${said.slice(-2000)}`));
    });
  });
}
