import path from 'node:path';
import { Option, type Command } from 'commander';
import type { RobustnessReport } from 'sentilab/augment';
import type { DataPart } from '../model-data.ts';
import { nameList, wholeNumber } from '../options.ts';

interface RobustnessFlags {
  readonly results?: string;
  readonly part: DataPart;
  readonly corruptions?: readonly string[];
  readonly limit?: number;
  readonly seed: number;
  readonly out?: string;
  readonly json?: boolean;
}

/** `npm run robustness`: how a trained model stands noise. */
export default function robustness(program: Command): void {
  program
    .command('robustness')
    .description('Damage texts in ten ways and four strengths, and see what is left of a model’s accuracy.')
    .argument('[model]', 'a model folder (default: the best model of the newest experiment)')
    .option('--results <folder>', 'where results are (default: results/)')
    .addOption(
      new Option('--part <name>', 'which texts of its data').choices(['test', 'validation']).default('test'),
    )
    .option('--corruptions <names>', 'only these, with commas: typos,ocr', nameList)
    .option('--limit <n>', 'only so many texts', wholeNumber)
    .option('--seed <n>', 'decides the damage', wholeNumber, 1)
    .option('--out <folder>', 'where robustness.json and robustness.html go (default: beside the model)')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `
Examples:
  npm run robustness
  npm run robustness -- results/quick/artifacts/RUN/model --corruptions typos,spaces`,
    )
    .action(run);
}

async function run(named: string | undefined, flags: RobustnessFlags): Promise<void> {
  const { modelFolder } = await import('../model-folder.ts');
  const { modelData, labelsOf } = await import('../model-data.ts');
  const { findCorruptions, robustness: measure } = await import('sentilab/augment');
  const { loadModel } = await import('sentilab/inference/node');
  const { writeFileAtomic, writeJsonAtomic } = await import('sentilab/files/node');
  const { renderRobustnessPage } = await import('sentilab/plots');
  const { plotlySource } = await import('sentilab/plots/node');
  findCorruptions(flags.corruptions ?? []); // a misspelt name is told before the model is loaded
  const { folder, title } = await modelFolder(named, flags.results);
  const model = await loadModel(folder);
  try {
    const { examples, title: data } = await modelData(model.manifest, flags.part);
    const report = await measure(labelsOf(model), examples.slice(0, flags.limit), {
      seed: flags.seed,
      ...(flags.corruptions && { corruptions: flags.corruptions }),
      onRow: ({ corruption, grade }, done, rows) =>
        process.stderr.write(`${done}/${rows} ${corruption}, strength ${grade}\n`),
    });
    const out = path.resolve(flags.out ?? path.dirname(folder));
    writeJsonAtomic(path.join(out, 'robustness.json'), { model: title, data, ...report });
    const page = renderRobustnessPage({ report, model: title, data, plotlySource: plotlySource() });
    writeFileAtomic(path.join(out, 'robustness.html'), page);
    process.stdout.write(flags.json ? `${JSON.stringify(report, null, 2)}\n` : `${table(report)}\n`);
    if (!flags.json)
      process.stdout.write(`\n${title}, ${data}\nPage: ${path.join(out, 'robustness.html')}\n`);
  } finally {
    model.dispose();
  }
}

/** Accuracy in percent, a row for each corruption: strength in brackets. */
function table({ clean, corruptions, rows, examples, meanAccuracy }: RobustnessReport): string {
  const half = (score: { readonly low: number; readonly high: number }): string =>
    (50 * (score.high - score.low)).toFixed(1);
  const lines = corruptions.map(({ name, title }) => {
    const cells = rows
      .filter(({ corruption }) => corruption === name)
      .map((row) => {
        const strength = `(${Math.round(100 * row.strength)} %)`.padStart(7);
        return `${(100 * row.accuracy).toFixed(1)} ± ${half(row)} ${strength}`;
      });
    return `${title.padEnd(28)}${cells.map((cell) => cell.padStart(22)).join('')}`;
  });
  return [
    `Accuracy in %, ± half the 95 % interval; in brackets the strength. ${examples} texts.`,
    `${'as it is'.padEnd(28)}${`${(100 * clean.accuracy).toFixed(1)} ± ${half(clean)}`.padStart(14)}`,
    ...lines,
    `${'mean over all damage'.padEnd(28)}${(100 * meanAccuracy).toFixed(1).padStart(8)}`,
  ].join('\n');
}
