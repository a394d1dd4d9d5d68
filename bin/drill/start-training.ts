import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import readline from 'node:readline';
import type { TrainingTask, TrainingWord } from './training-task.ts';

/** A training in a process of its own. */
export interface TrainingProcess {
  readonly child: ChildProcess;
  /** What it said so far. */
  readonly words: readonly TrainingWord[];
  /** Resolves when it trains, or has ended before. */
  readonly training: Promise<void>;
  /** Resolves when everything it said has been read. */
  readonly ended: Promise<void>;
  errors(): string;
}

export function startTraining(root: string, task: TrainingTask): TrainingProcess {
  const file = path.join(root, 'bin', 'drill', 'training-process.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', file, JSON.stringify(task)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3', TF_NUM_INTRAOP_THREADS: '1' },
  });
  const words: TrainingWord[] = [];
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-20_000)));
  const lines = readline.createInterface({ input: child.stdout });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const training = new Promise<void>((resolve) => {
    lines.on('line', (line) => {
      if (!line.startsWith('{"kind":')) return;
      const word = JSON.parse(line) as TrainingWord;
      words.push(word);
      if (word.kind === 'started') resolve();
    });
    child.once('close', () => resolve());
  });
  return { child, words, training, ended, errors: () => errors };
}
