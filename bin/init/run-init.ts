import fs from 'node:fs';
import path from 'node:path';
import type { Dataset, SourceConfigInput } from 'sentilab/data';
import { loadDataset } from 'sentilab/data/node';
import { UserError } from 'sentilab/errors';
import { fromRoot, writeFileAtomic } from 'sentilab/files/node';
import type { InitFlags } from '../commands/init.ts';
import { notebookJson, notebookText } from '../notebook/notebook-text.ts';
import { datasetFacts } from './dataset-facts.ts';
import { experimentSource } from './experiment-source.ts';
import { writeExperimentTypes } from './experiment-types.ts';
import { labelValues, proposedLabels } from './label-values.ts';
import { newNotebook } from './new-notebook.ts';
import { sourceOf } from './source-of.ts';

/** Looks at the data, writes the two files, and says what to do next. */
export async function runInit(name: string, flags: InitFlags): Promise<void> {
  if (!/^[a-z0-9][a-z0-9-]{0,60}$/.test(name))
    throw new UserError('A name is lower-case letters, digits and dashes.', {
      field: 'name',
      value: name,
      fix: 'Write for example: npm run init -- my-reviews',
    });
  const experiment = fromRoot('experiments', `${name}.ts`);
  const notebook = flags.notebook ? fromRoot('notebooks', `${nextNumber()}-${name}.ipynb`) : null;
  if (fs.existsSync(experiment))
    throw new UserError('There is an experiment with this name; nothing was written.', {
      field: 'name',
      value: name,
      fix: `Take another name, or remove ${shown(experiment)}.`,
    });
  const source = sourceOf(flags);
  const facts = datasetFacts(await loaded(source));
  const idea = { name, title: flags.title ?? name, source, facts };
  writeFileAtomic(experiment, experimentSource(idea));
  writeExperimentTypes();
  if (notebook !== null) {
    const cells = newNotebook(idea);
    writeFileAtomic(notebook, notebookJson(cells));
    writeFileAtomic(notebook.replace(/ipynb$/, 'md'), notebookText(path.basename(notebook, '.ipynb'), cells));
  }
  const { examples, positive, words } = facts;
  const next: readonly (readonly [string, string])[] = [
    [`npm run sweep -- ${name}`, `two searches, ${facts.trials} trials each, beside a linear model`],
    ['npm run results', 'compare them in the browser'],
    ...(notebook === null
      ? []
      : [[`npm run notebook -- ${path.basename(notebook).slice(0, 2)}`, 'the same in JupyterLab'] as const]),
  ];
  const width = Math.max(...next.map(([command]) => command.length));
  process.stdout.write(
    [
      `${examples.toLocaleString('en')} texts of ${words.median} words (nineteen of twenty up to ${words.most}), ${(100 * positive).toFixed(0)} % positive.`,
      '',
      `Experiment  ${shown(experiment)}`,
      ...(notebook === null ? [] : [`Notebook    ${shown(notebook)}`]),
      '',
      'What to do next:',
      ...next.map(([command, what]) => `  ${command.padEnd(width)}  ${what}`),
      '',
    ].join('\n'),
  );
}

/** The data set; where its columns or labels are other ones, the flags that name them. */
async function loaded(source: SourceConfigInput): Promise<Dataset> {
  try {
    return await loadDataset(source);
  } catch (error) {
    if (!(error instanceof UserError) || source === 'rt' || source === 'imdb') throw error;
    const values = error.message.includes('not in the mapping') ? await labelValues(source) : null;
    throw new UserError(error.message, {
      fix: values
        ? `Its values are ${values.map(([value, rows]) => `${JSON.stringify(value)} (${rows.toLocaleString('en')})`).join(', ')}. ` +
          `Say which is which (0 negative, 1 positive, - leaves rows out), for example: --labels ${proposedLabels(values)}`
        : 'Name the columns with --text and --label, the classes with --labels bad=0,good=1.',
      cause: error,
    });
  }
}

const shown = (file: string): string => path.relative(process.cwd(), file);

/** Notebooks are numbered stories: the next number. */
function nextNumber(): string {
  const numbers = fs
    .readdirSync(fromRoot('notebooks'))
    .map((file) => Number(/^(\d\d)-.*\.ipynb$/.exec(file)?.[1] ?? 0));
  return String(Math.max(0, ...numbers) + 1).padStart(2, '0');
}
