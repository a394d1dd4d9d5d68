import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { FailureError, UserError, errorMessage } from 'sentilab/errors';
import { projectRoot } from 'sentilab/files/node';
import type { BenchReport } from '../bench.ts';
import type { DataResult, DataTask, StageTime } from './data-process.ts';

export interface DataBenchOptions {
  /** IMDB's reviews as their authors published them, a tar.gz. */
  readonly from: string;
  /** Processes per measurement; the one with the least CPU time counts. */
  readonly repetitions: number;
}

/**
 * CPU time from the archive of IMDB's train reviews to token ids (parse, clean, tokenize, encode), on one thread, and the
 * same out of the cache. Each measurement is a process of its own.
 *
 * @throws UserError when there is no such archive
 */
export async function dataBench({ from, repetitions }: DataBenchOptions): Promise<BenchReport> {
  if (!fs.existsSync(from))
    throw new UserError('There is no such file.', { field: '--from', value: from, fix: 'Check the path.' });
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-bench-'));
  try {
    fs.mkdirSync(path.join(root, 'data', 'raw'), { recursive: true });
    const archive = await best({ kind: 'archive', from: path.resolve(from) }, repetitions);
    await start({ kind: 'prepare', from: path.resolve(from), root });
    const cached = await best({ kind: 'cached', root }, repetitions);
    return report(archive, cached);
  } finally {
    fs.rmSync(root, { recursive: true, force: true });
  }
}

function report(archive: DataResult, cached: DataResult): BenchReport {
  const { reviews, tokens } = archive;
  const cpu = (result: DataResult, name: string): number => result.stages.find(({ stage }) => stage === name)?.cpu ?? NaN;
  const straight = cpu(archive, 'parse') + cpu(archive, 'encode');
  const fromCache = total(cached.stages);
  const figure = (name: string, seconds: number, more = ''): string => `${name.padEnd(34)} ${seconds.toFixed(2)} s${more}`;
  return {
    json: { reviews, tokens, archive, cached, straightCpu: straight, cachedCpu: fromCache },
    lines: [
      `${reviews.toLocaleString('en')} reviews, ${tokens.toLocaleString('en')} ids kept; CPU seconds, one thread`,
      figure('parse the archive', cpu(archive, 'parse')),
      figure('clean', cpu(archive, 'clean')),
      figure('tokenize', cpu(archive, 'clean and tokenize') - cpu(archive, 'clean')),
      figure('clean, tokenize and encode', cpu(archive, 'encode'), ' (in one pass, most words from memory)'),
      figure('parse, clean, tokenize and encode', straight),
      figure('the same and build the vocabulary', straight + cpu(archive, 'vocabulary')),
      figure('all of it out of the cache', fromCache, ` (${cached.stages.map(({ stage, cpu: s }) => `${stage} ${s.toFixed(2)}`).join(', ')})`),
    ],
  };
}

function total(stages: readonly StageTime[]): number {
  return stages.reduce((sum, { cpu }) => sum + cpu, 0);
}

async function best(task: DataTask, repetitions: number): Promise<DataResult> {
  const results: DataResult[] = [];
  for (let i = 0; i < repetitions; i++) results.push(await start(task));
  return results.reduce((least, result) => (total(result.stages) < total(least.stages) ? result : least));
}

function start(task: DataTask): Promise<DataResult> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['--import=tsx', path.join(import.meta.dirname, 'data-process.ts'), JSON.stringify(task)],
      { cwd: projectRoot() },
      (error, stdout) => {
        const last = stdout.trim().split('\n').at(-1) ?? '';
        if (!error && last.startsWith('{')) resolve(JSON.parse(last) as DataResult);
        else
          reject(
            new FailureError(`The process that measures (${task.kind}) failed: ${errorMessage(error ?? stdout)}`, {
              cause: error,
            }),
          );
      },
    );
  });
}
