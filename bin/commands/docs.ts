import fs from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { fromRoot } from 'sentilab/files/node';
import { nameList } from '../options.ts';
import { findNotebook } from './notebook.ts';

interface DocsFlags {
  readonly only?: readonly string[];
  readonly notebooks: boolean;
  readonly api: boolean;
  readonly out?: string;
}

/** `npm run docs`: the executed notebooks and the API reference as a folder of pages. */
export default function docs(program: Command): void {
  program
    .command('docs')
    .description('Write the executed notebooks and the API reference as pages that need no network.')
    .option('--only <names>', 'only these notebooks, numbers or names with commas', nameList)
    .option('--no-notebooks', 'only the API reference')
    .option('--no-api', 'only the notebooks')
    .option('--out <folder>', 'where to (default: docs/site)')
    .addHelpText(
      'after',
      `
Examples:
  npm run docs                        everything into docs/site/index.html; a few minutes
  npm run docs -- --only 02,08 --no-api

A notebook that was executed with the same sources is not executed again.`,
    )
    .action(run);
}

async function run({ only, notebooks, api, out }: DocsFlags): Promise<void> {
  const folder =
    out === undefined ? fromRoot('docs', 'site') : path.resolve(process.env['INIT_CWD'] ?? '.', out);
  const say = (text: string): void => void process.stderr.write(`${text}\n`);
  if (api) {
    const { buildApi } = await import('../docs/build-api.ts');
    await buildApi(path.join(folder, 'api'));
    say('API reference written');
  }
  if (notebooks) {
    const { buildGallery } = await import('../docs/build-gallery.ts');
    const { sourcesKey } = await import('../setup/compile/sources-key.mjs');
    const known = fs
      .readdirSync(fromRoot('notebooks'))
      .filter((file) => file.endsWith('.ipynb'))
      .sort();
    const files = only === undefined ? known : only.map((name) => findNotebook(name, known));
    const beside = api || fs.existsSync(path.join(folder, 'api', 'index.html'));
    await buildGallery({ files, out: folder, sources: sourcesKey(fromRoot()), api: beside, say });
  }
  process.stdout.write(
    `${path.relative(process.cwd(), path.join(folder, notebooks ? '' : 'api', 'index.html'))}\n`,
  );
}
