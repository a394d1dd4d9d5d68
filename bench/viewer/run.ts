import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { FailureError } from 'sentilab/errors';
import { Rng } from 'sentilab/random';
import { openResults } from 'sentilab/tracking/node';
import { launchBrowser } from '../../viewer/browser/launch.ts';
import { serveViewer } from '../../viewer/server/serve.ts';
import type { BenchReport } from '../bench.ts';
import { generateExperiment, generatedRun } from './generate.ts';
import { measureLive, measurePage } from './measure.ts';

export interface ViewerBenchOptions {
  readonly runs: number;
  readonly columns: number;
  readonly epochs: number;
  readonly repetitions: number;
}

/** A made-up experiment of many runs in a real browser: how long it takes to open, to answer and to show a new record. */
export async function viewerBench(options: ViewerBenchOptions): Promise<BenchReport> {
  if (options.runs < 100) throw new FailureError('Fewer than 100 runs say nothing about many.');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-viewer-bench-'));
  const results = openResults(folder);
  generateExperiment(results, options);
  const indexing = performance.now();
  const server = await serveViewer({ results, port: 0 });
  await fetch(`${server.url}api/experiments/many`).then((answer) => answer.arrayBuffer());
  const index = performance.now() - indexing;
  await server.close();
  // A second server finds the index that the first one left: what a person meets on every visit but the first.
  const again = await serveViewer({ results, port: 0 });
  const browser = await launchBrowser();
  try {
    const figures = await measurePage(browser, again.url, options.repetitions);
    const extra = generatedRun(options.runs, new Rng(2), options);
    const live = await measureLive(browser, again.url, options.runs, () => results.writeRun(extra));
    const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
    const p95 = (times: readonly number[]): string => `${quantile(times, 0.95).toFixed(0)} ms`;
    return {
      json: { ...options, index, ...figures, live },
      lines: [
        `${options.runs.toLocaleString('en')} runs × ${options.columns} columns × ${options.epochs} epochs`,
        `first visit, records read and indexed: ${seconds(index)}`,
        `open: ${seconds(figures.open)}`,
        `95th percentile: sort ${p95(figures.sort)}, filter ${p95(figures.filter)}, brush ${p95(figures.brush)}`,
        `JS heap: ${figures.heapMiB.toFixed(0)} MiB`,
        `a new record shows after ${seconds(live)}`,
      ],
    };
  } finally {
    await browser.close();
    await again.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? NaN;
}
