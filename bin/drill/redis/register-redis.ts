import type { Command } from 'commander';
import { FailureError } from 'sentilab/errors';
import { projectRoot } from 'sentilab/files/node';
import { wholeNumber } from '../../options.ts';
import { drillWorld, withDrillOptions, type DrillFlags } from '../drill-options.ts';
import { reportDrill } from '../report-drill.ts';

interface RedisDrillFlags extends DrillFlags {
  readonly workers: number;
  readonly trials: number;
  readonly rounds: number;
  readonly lease: number;
}

/** `npm run drill -- redis`: a sweep over Redis that loses its Redis, its workers and its network. */
export function registerRedisDrill(drill: Command): void {
  const command = drill
    .command('redis')
    .description('kill Redis and workers of a sweep, hold its network; every trial has one result')
    .option('--workers <n>', 'at the same time', wholeNumber, 3)
    .option('--trials <n>', 'of the sweep', wholeNumber, 60)
    .option('--rounds <n>', 'of all three faults', wholeNumber, 3)
    .option('--lease <seconds>', 'a pause lasts three times as long', wholeNumber, 3);
  withDrillOptions(command, 'which worker is killed, and how long Redis is away')
    .addHelpText('after', '\nExample:\n  npm run drill -- redis --trials 20 --rounds 1')
    .action(run);
}

async function run({ lease, ...flags }: RedisDrillFlags): Promise<void> {
  const { findRedisServer } = await import('./redis-server.ts');
  const { redisDrill } = await import('./redis-drill.ts');
  const program = findRedisServer();
  if (program === null)
    throw new FailureError('There is no redis-server on this machine.', {
      fix: 'Install it (apt-get install redis-server), or name one with SENTILAB_REDIS_SERVER.',
    });
  const { workers, trials, rounds } = flags;
  const world = drillWorld(flags);
  const report = await redisDrill({
    root: projectRoot(),
    program,
    experiment: 'test/fixtures/experiments/unpruned.ts',
    experimentName: 'unpruned',
    leaseSeconds: lease,
    ...{ workers, trials, rounds },
    ...world,
  });
  const { missing, doubled, unrecorded, survivingProcesses } = report;
  const text =
    `${workers} workers, ${trials} trials: Redis killed ${report.redisKilled} times, a worker ${report.workersKilled} times, ` +
    `${report.pauses} pauses of ${3 * lease} s with a lease of ${lease} s; trials begun ${report.begun} times; ` +
    `${missing.length} without a result, ${doubled.length} with more than one, ${unrecorded.length} without their record, ` +
    `${report.late} late results ignored, ${survivingProcesses} processes left`;
  const faults = missing.length + doubled.length + unrecorded.length + survivingProcesses;
  reportDrill({ text, report, faults, folder: world.folder }, flags.json);
}
