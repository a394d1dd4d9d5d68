import fs from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import pc from 'picocolors';

interface Row {
  readonly name: string;
  readonly title: string;
  readonly attribution: string;
  readonly ready: boolean;
  readonly detail: string;
}

/** `npm run data -- list`: which data sets and vectors are here, and which command gets the others. */
export function registerList(command: Command): void {
  command
    .command('list')
    .description('what is here, what is not and how to get it, with the licences')
    .option('--json', 'print the list as JSON')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const { projectRoot } = await import('sentilab/files/node');
      const root = projectRoot();
      const rows = [...(await sources(root)), ...(await others(root))];
      if (json) return void process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
      for (const { name, title, attribution, ready, detail } of rows)
        process.stdout.write(
          `${ready ? pc.green('●') : pc.yellow('○')} ${pc.bold(name.padEnd(15))} ${title}: ${detail}\n` +
            `${' '.repeat(18)}${pc.dim(attribution)}\n`,
        );
      process.stdout.write(
        `\nFiles of your own work everywhere a data set is named: reviews.csv, .tsv, .jsonl, .parquet (docs/data.md).\n`,
      );
    });
}

async function sources(root: string): Promise<Row[]> {
  const { SOURCES, sourceOf } = await import('sentilab/data/node');
  return Object.values(SOURCES).flatMap(({ listed }) =>
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
}

/** What is no labelled data set: the unlabelled reviews, the vectors. */
async function others(root: string): Promise<Row[]> {
  const { gloveZipFile, unlabelledStatus } = await import('sentilab/data/node');
  const zip = fs.existsSync(gloveZipFile(root));
  return [
    {
      name: 'imdb-unlabelled',
      title: 'IMDB film reviews without a label',
      attribution: 'Maas et al. (2011), as above',
      ...unlabelledStatus(root),
    },
    {
      name: 'glove',
      title: 'GloVe 6B, 400,000 words of 50 to 300 dimensions',
      attribution: 'Pennington et al. (2014), PDDL; 40,000 words of 50 dimensions come with the repository',
      ready: zip,
      detail: zip ? path.relative(root, gloveZipFile(root)) : 'not here. Get it: npm run data -- glove',
    },
  ];
}
