import type { Command } from 'commander';
import type { StructuredFormat } from 'sentilab/data/node';
import { downloadProgress } from './download-progress.ts';
import { toOption } from './options.ts';

/** `npm run data -- rt`: says where the embedded sentences are; they need not be got. */
export function registerRt(command: Command): void {
  command
    .command('rt')
    .description('the sentences that come with the repository')
    .addOption(toOption())
    .action(async ({ to }: { readonly to?: StructuredFormat }) => {
      const { SOURCES, streamDataset } = await import('sentilab/data/node');
      const { projectRoot } = await import('sentilab/files/node');
      const root = projectRoot();
      process.stdout.write(`rt comes with the repository: ${SOURCES.rt.status({ kind: 'rt' }, root).detail}\n`);
      if (to === undefined) return;
      const { writeTable } = await import('./write-table.ts');
      const progress = downloadProgress();
      const effects = { log: progress.line, status: progress.status };
      await writeTable(streamDataset('rt', { root }), { root, name: 'rt', format: to }, effects);
    });
}
