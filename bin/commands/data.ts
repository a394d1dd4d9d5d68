import type { Command } from 'commander';
import pc from 'picocolors';
import { UserError } from 'sentilab/errors';
import registerCheck from '../data/check.ts';

interface DataFlags {
  readonly from?: string;
  readonly json?: boolean;
}

/** `npm run data -- imdb`: says which data sets there are and gets those that do not come with the repository. */
export default function data(program: Command): void {
  const command = program
    .command('data')
    .description('List the data sets, or get one that does not come with the repository.')
    .argument('[name]', 'list, or the name of a data set to get: imdb')
    .option('--from <path>', 'an official tar.gz or the folder it unpacks to, instead of a download')
    .option('--json', 'print the list as JSON')
    .addHelpText(
      'after',
      `
Examples:
  npm run data -- list                                  what is here, what is not, and the licences
  npm run data -- imdb                                  the 25,000 labelled IMDB train reviews
  npm run data -- imdb --from ~/aclImdb_v1.tar.gz       out of a file that is here already
  npm run data -- check imdb                            what is wrong with it, and what it is like`,
    );
  command.action(async (name: string | undefined, flags: DataFlags) => {
    if (name === undefined && flags.from === undefined && !flags.json) return command.outputHelp();
    if (name === undefined || name === 'list') return list(flags);
    await get(name, flags);
  });
  registerCheck(command);
}

async function list(flags: DataFlags): Promise<void> {
  if (flags.from !== undefined)
    throw new UserError('It belongs to a data set.', {
      field: '--from',
      value: flags.from,
      fix: 'Name the data set: npm run data -- imdb --from PATH',
    });
  const { SOURCES, sourceOf } = await import('sentilab/data/node');
  const { projectRoot } = await import('sentilab/files/node');
  const root = projectRoot();
  const rows = Object.values(SOURCES).flatMap(({ listed }) =>
    listed.map((config) => {
      const source = sourceOf(config);
      return {
        name: source.name(config),
        title: source.title(config),
        attribution: source.attribution(config),
        ...source.status(config, root),
      };
    }),
  );
  if (flags.json) {
    process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
    return;
  }
  for (const { name, title, attribution, ready, detail } of rows)
    process.stdout.write(
      `${ready ? pc.green('●') : pc.yellow('○')} ${pc.bold(name.padEnd(6))} ${title}: ${detail}\n         ${pc.dim(attribution)}\n`,
    );
}

async function get(name: string, flags: DataFlags): Promise<void> {
  const { resolveSource, sourceOf } = await import('sentilab/data/node');
  const { projectRoot } = await import('sentilab/files/node');
  const config = resolveSource(name);
  const source = sourceOf(config);
  const root = projectRoot();
  if (!source.prepare) {
    if (flags.from !== undefined)
      throw new UserError(`The data set ${name} comes with the repository.`, {
        field: '--from',
        value: flags.from,
        fix: 'Leave --from out.',
      });
    process.stdout.write(`${name} comes with the repository: ${source.status(config, root).detail}\n`);
    return;
  }
  const { findPython } = await import('../setup/find-python.mjs');
  const python = await findPython({ minimum: [3, 8], pip: true });
  const progress = terminalProgress();
  try {
    await source.prepare({
      root,
      log: progress.line,
      status: progress.status,
      ...(flags.from === undefined ? {} : { from: flags.from }),
      ...(python === null ? {} : { python: python.executable }),
    });
  } finally {
    progress.clear();
  }
}

/** Lines on standard output; what is being done on one line of a terminal that is written over, nowhere else. */
function terminalProgress() {
  const { stdout, stderr } = process;
  let shown = 0;
  const clear = (): void => {
    if (shown > 0) stderr.write('\r\u001b[2K');
    shown = 0;
  };
  return {
    clear,
    line: (text: string): void => {
      clear();
      stdout.write(`${text}\n`);
    },
    status: (text: string): void => {
      const now = Date.now();
      if (!stderr.isTTY || now - shown < 100) return;
      clear();
      stderr.write(text.slice(0, (stderr.columns ?? 80) - 1));
      shown = now;
    },
  };
}
