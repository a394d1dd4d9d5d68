import type { Command } from 'commander';
import { FailureError } from 'sentilab/errors';
import { projectRoot } from 'sentilab/files/node';
import { wholeNumber } from '../options.ts';

interface BigDataFlags {
  readonly gigabytes: number;
  readonly steps: number;
  readonly limit: number;
  readonly seed: number;
  readonly json?: boolean;
}

/** `npm run drill -- big-data`: trains on a file larger than the memory it may take. */
export function registerBigDataDrill(drill: Command): void {
  drill
    .command('big-data')
    .description('train on a large file in little memory; every example must be drawn once')
    .option('--gigabytes <n>', 'size of the file', wholeNumber, 2)
    .option('--steps <n>', 'training steps', wholeNumber, 200)
    .option('--limit <MiB>', "peak memory allowed above the model's own", wholeNumber, 1024)
    .option('--seed <n>', 'decides order and weights', wholeNumber, 1)
    .option('--json', 'print the report as JSON')
    .addHelpText('after', '\nExample:\n  npm run drill -- big-data --gigabytes 2')
    .action(run);
}

async function run({ gigabytes, steps, limit, seed, json }: BigDataFlags): Promise<void> {
  const { bigDataDrill } = await import('./big-data.ts');
  const report = await bigDataDrill({
    root: projectRoot(),
    bytes: gigabytes * 1e9,
    steps,
    seed,
    units: 64,
    dimensions: 50,
    shuffleBuffer: 10_000,
    log: (line) => process.stderr.write(`${line}\n`),
  });
  const { streamed, small, aboveMiB, complete, examples, bytes } = report;
  const text =
    `${(bytes / 1e9).toFixed(2)} GB of JSONL, ${examples.toLocaleString('en')} examples, ` +
    `${complete ? 'each drawn once' : 'NOT each drawn once'}; ${streamed.steps} training steps, ` +
    `loss ${streamed.firstLoss.toFixed(3)} → ${streamed.lastLoss.toFixed(3)}; peak ` +
    `${streamed.peakMemoryMiB.toFixed(0)} MiB, ${aboveMiB.toFixed(0)} MiB above the ` +
    `${small.peakMemoryMiB.toFixed(0)} MiB of the model on a small set (allowed: ${limit})`;
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : `${text}\n`);
  if (!complete || aboveMiB > limit || streamed.steps < steps)
    throw new FailureError('The drill found a fault.', {
      fix: 'Compare the figures above with what was asked.',
    });
}
