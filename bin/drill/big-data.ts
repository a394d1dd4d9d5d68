import { execFile } from 'node:child_process';
import fs from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { FailureError, errorMessage } from 'sentilab/errors';
import { loadDataset, resolveSource, sourceOf } from 'sentilab/data/node';
import type { Dataset } from 'sentilab/data';
import { TextPipeline } from 'sentilab/text';
import type { BigDataResult, BigDataTask } from './big-data-process.ts';

export interface BigDataOptions {
  readonly root: string;
  /** Size of the file. */
  readonly bytes: number;
  readonly steps: number;
  readonly units: number;
  readonly dimensions: number;
  readonly seed: number;
  /** Examples held in the shuffle buffer. */
  readonly shuffleBuffer: number;
  readonly log: (line: string) => void;
}

export interface BigDataReport {
  /** What the file was made of: `imdb` or `rt`. */
  readonly source: string;
  readonly bytes: number;
  /** Examples in the file. */
  readonly examples: number;
  /** One epoch out of the file. */
  readonly streamed: BigDataResult;
  /** The same model and number of steps on a few examples in memory. */
  readonly small: BigDataResult;
  /** Peak memory of `streamed` above that of `small`, MiB. */
  readonly aboveMiB: number;
  /** Whether every example was drawn exactly once. */
  readonly complete: boolean;
}

/**
 * Trains on a file larger than it would keep in memory: writes a JSONL by repeating the reviews that are here, draws one
 * epoch of batches out of it, the first `steps` of them through a real model, and measures the memory beside that of
 * the same model on a few examples. The file is in data/processed/.drill and is removed in the end.
 *
 * @throws FailureError when a process of it fails
 */
export async function bigDataDrill(options: BigDataOptions): Promise<BigDataReport> {
  const { root, bytes, log, steps, units, dimensions, seed, shuffleBuffer } = options;
  const folder = path.join(root, 'data', 'processed', '.drill');
  fs.mkdirSync(folder, { recursive: true });
  const work = fs.mkdtempSync(path.join(folder, 'big-data-'));
  try {
    const name = sourceOf(resolveSource('imdb')).status(resolveSource('imdb'), root).ready ? 'imdb' : 'rt';
    const dataset = await loadDataset(name, { root });
    const file = path.join(work, 'big.jsonl');
    const examples = await writeRepeated(dataset, file, bytes);
    log(
      `${(fs.statSync(file).size / 1e6).toFixed(0)} MB of ${name} written: ${examples.toLocaleString('en')} examples`,
    );
    const pipelineFile = path.join(work, 'pipeline.json');
    const texts = dataset.examples.slice(0, 5000).map(({ text }) => text);
    fs.writeFileSync(pipelineFile, JSON.stringify(await TextPipeline.fit(texts)));
    const task: Omit<BigDataTask, 'mode'> = {
      ...{ file, pipelineFile, steps, units, dimensions, shuffleBuffer, seed },
      examples: 1000,
      batchSize: 32,
    };
    const small = await run(root, { ...task, mode: 'memory' });
    log(`in memory: ${small.steps} steps, peak ${small.peakMemoryMiB.toFixed(0)} MiB`);
    const streamed = await run(root, { ...task, mode: 'stream' });
    log(
      `streamed: ${streamed.steps} steps, ${streamed.batches.toLocaleString('en')} batches in ` +
        `${streamed.seconds.toFixed(0)} s, peak ${streamed.peakMemoryMiB.toFixed(0)} MiB`,
    );
    return {
      source: name,
      bytes: fs.statSync(file).size,
      examples,
      streamed,
      small,
      aboveMiB: streamed.peakMemoryMiB - small.peakMemoryMiB,
      complete: streamed.examples === examples && streamed.idSum === (examples * (examples - 1)) / 2,
    };
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
    try {
      fs.rmdirSync(folder);
    } catch {
      // another drill is using it
    }
  }
}

/** Writes the examples again and again until the file has so many bytes; ids count up from 0. */
async function writeRepeated({ examples }: Dataset, file: string, bytes: number): Promise<number> {
  const out = fs.createWriteStream(file);
  let written = 0;
  let count = 0;
  while (written < bytes) {
    let lines = '';
    for (let i = 0; i < 500 && written + lines.length < bytes; i++) {
      // A step that has no divisor in common with the number of examples goes through all of them, classes mixed.
      const example = examples[(count * 7919) % examples.length];
      lines += `${JSON.stringify({ id: count++, text: example?.text, label: example?.label })}\n`;
    }
    const chunk = Buffer.from(lines);
    written += chunk.length;
    if (!out.write(chunk)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
  return count;
}

function run(root: string, task: BigDataTask): Promise<BigDataResult> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['--import=tsx', path.join(import.meta.dirname, 'big-data-process.ts'), JSON.stringify(task)],
      { cwd: root, maxBuffer: 2 ** 24 },
      (error, stdout, stderr) => {
        const last = stdout.trim().split('\n').at(-1) ?? '';
        if (!error && last.startsWith('{')) resolve(JSON.parse(last) as BigDataResult);
        else
          reject(
            new FailureError(
              `The process that trains (${task.mode}) failed: ${error ? errorMessage(error) : stderr}`,
              {
                cause: error,
              },
            ),
          );
      },
    );
  });
}
