import path from 'node:path';
import type { Command } from 'commander';
import { UserError, didYouMean } from 'sentilab/errors';
import { fromRoot } from 'sentilab/files/node';

const PICTURES = ['sweep', 'viewer', 'notebook'] as const;
type Picture = (typeof PICTURES)[number];

interface PicturesFlags {
  readonly out?: string;
}

/** `npm run pictures`: the README's pictures, taken of the real things. */
export default function pictures(program: Command): void {
  program
    .command('pictures')
    .description(
      'Take the pictures of the README again: a sweep in a terminal, the viewer, a notebook in JupyterLab.',
    )
    .argument('[names...]', `of ${PICTURES.join(', ')} (default: all)`)
    .option('--out <folder>', 'where they go (default: docs/images/)')
    .addHelpText(
      'after',
      `
A sweep is run for them in a folder of its own, and notebook 02 in JupyterLab: some minutes.

Examples:
  npm run pictures
  npm run pictures -- viewer --out /tmp/pictures`,
    )
    .action(run);
}

async function run(names: readonly string[], flags: PicturesFlags): Promise<void> {
  const unknown = names.find((name) => !PICTURES.some((known) => known === name));
  if (unknown !== undefined)
    throw new UserError('There is no such picture.', {
      field: 'names',
      value: unknown,
      fix: didYouMean(unknown, [...PICTURES]),
    });
  const wanted = (name: Picture): boolean => names.length === 0 || names.includes(name);
  const folder = flags.out === undefined ? fromRoot('docs', 'images') : path.resolve(flags.out);
  const { takePictures } = await import('../pictures/take-pictures.ts');
  for await (const file of takePictures(wanted, folder))
    process.stdout.write(`${path.relative(process.cwd(), file)}\n`);
}
