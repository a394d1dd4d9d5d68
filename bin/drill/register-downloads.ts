import type { Command } from 'commander';
import { projectRoot } from 'sentilab/files/node';
import { wholeNumber } from '../options.ts';
import { drillWorld, withDrillOptions, type DrillFlags } from './drill-options.ts';
import { reportDrill } from './report-drill.ts';

interface DownloadDrillFlags extends DrillFlags {
  readonly cuts: number;
  readonly size: number;
}

/** `npm run drill -- downloads`: cuts downloads at random bytes and checks that they end with the right checksum. */
export function registerDownloadDrill(drill: Command): void {
  const command = drill
    .command('downloads')
    .description('cut downloads at random bytes; each must end with the right bytes')
    .option('--cuts <n>', 'how often', wholeNumber, 20)
    .option('--size <MiB>', 'size of the file', wholeNumber, 16);
  withDrillOptions(command, 'the bytes')
    .addHelpText('after', '\nExample:\n  npm run drill -- downloads --cuts 40 --seed 2')
    .action(run);
}

async function run({ cuts, size, ...flags }: DownloadDrillFlags): Promise<void> {
  const { cutDownloads } = await import('./cut-downloads.ts');
  const world = drillWorld(flags);
  const report = await cutDownloads({
    root: projectRoot(),
    size: size * 2 ** 20,
    cuts,
    ...world,
  });
  const { connection, process: killed } = report.cuts;
  const text =
    `${connection} connections torn, ${killed} processes killed; ${report.right} of ${report.downloads} downloads ended ` +
    `with the right SHA-256, ${report.halfFiles} half files under a final name, ` +
    `${report.sentRatio.toFixed(3)} bytes sent per byte of the files`;
  const faults = report.downloads - report.right + report.halfFiles;
  reportDrill({ text, report, faults, folder: world.folder }, flags.json);
}
