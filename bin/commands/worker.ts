import { randomUUID } from 'node:crypto';
import os from 'node:os';
import process from 'node:process';
import type { Command } from 'commander';
import { UserError } from 'sentilab/errors';
import type { RedisWorkerEvent } from 'sentilab/tuning/node';
import { wholeNumber } from '../options.ts';

interface WorkerFlags {
  readonly jobs: number;
  readonly lease: number;
  readonly grace: number;
  readonly checkpoints?: string;
}

/** `npm run worker`: trains trials of sweeps that run with `--workers`, on this or another machine. */
export default function worker(program: Command): void {
  program
    .command('worker')
    .description('Train trials of sweeps that run elsewhere with --workers, over Redis, until Ctrl-C.')
    .argument(
      '[redis]',
      'redis://[user:password@]host:port, rediss:// with TLS (default: the variable SENTILAB_REDIS)',
    )
    .option('--jobs <n>', 'trainings at the same time', wholeNumber, 1)
    .option('--lease <seconds>', 'a worker silent for so long loses its trial', wholeNumber, 30)
    .option('--grace <seconds>', 'on SIGTERM a training may finish for so long', wholeNumber, 0)
    .option('--checkpoints <folder>', 'that all workers see: a trial handed on goes on where it was')
    .addHelpText(
      'after',
      `
Examples:
  npm run worker -- redis://localhost:6379
  SENTILAB_REDIS=rediss://:PASSWORD@host:6380 npm run worker -- --jobs 4 --grace 600

The sweep: npm run sweep -- quick --workers redis://localhost:6379 (docs/scale.md)
The first Ctrl-C hands back what does not end within --grace, the second does so at once.`,
    )
    .action(run);
}

async function run(
  redis: string | undefined,
  { jobs, lease, grace, checkpoints }: WorkerFlags,
): Promise<void> {
  const url = redis ?? process.env['SENTILAB_REDIS'] ?? '';
  if (url === '')
    throw new UserError('The address of Redis is missing.', {
      field: 'redis',
      value: undefined,
      fix: 'Use for example npm run worker -- redis://localhost:6379, or set SENTILAB_REDIS.',
    });
  const { connectTrialWorker, SharedFolderShelf } = await import('sentilab/experiment/node');
  const say = (text: string): void => void process.stderr.write(`${text}\n`);
  const host = os.hostname().replace(/[^\w-]/g, '-');
  const id = `${host}-${process.pid}-${randomUUID().slice(0, 8)}`;
  const worker = await connectTrialWorker({
    ...{ url, id, jobs, leaseMs: lease * 1000 },
    ...(checkpoints !== undefined && { shelf: new SharedFolderShelf(checkpoints) }),
    onEvent: sayEvent(say),
  });
  say(`Worker ${id} waits for trials.`);
  let stop: () => void = () => {};
  const stopped = new Promise<void>((resolve) => (stop = resolve));
  let signals = 0;
  const onSignal = (): void => {
    signals++;
    say(signals > 1 || grace === 0 ? 'Handing back what runs.' : `What runs may end within ${grace} s.`);
    if (signals > 1) worker.handBack();
    stop();
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  try {
    await Promise.race([stopped, worker.refused]);
  } finally {
    await worker.close(grace * 1000);
    process.off('SIGTERM', onSignal);
    process.off('SIGINT', onSignal);
  }
}

function sayEvent(say: (text: string) => void): (event: RedisWorkerEvent) => void {
  return (event) => {
    const { runId } = event.task;
    switch (event.type) {
      case 'taken':
        return say(`${runId}: begun, token ${event.token}.`);
      case 'reported':
        return;
      case 'ended':
        return say(`${runId}: ${event.accepted ? 'done' : 'done too late, ignored'}.`);
      case 'left':
        return say(event.reason);
    }
  };
}
