import { Option, type Command } from 'commander';
import type { AugmenterConfig, AugmenterReport, LabelVote } from 'sentilab/augment';
import { UserError, didYouMean, errorMessage } from 'sentilab/errors';
import type { DataPart } from '../model-data.ts';
import { nameList, wholeNumber } from '../options.ts';

interface ShowFlags {
  readonly augmenters?: readonly string[];
  readonly seed: number;
  readonly json?: boolean;
}

interface CheckFlags extends ShowFlags {
  readonly model?: string;
  readonly results?: string;
  readonly part: DataPart;
  readonly texts: number;
}

/** `npm run augment -- show|check`: looks at what augmentation makes of texts. */
export default function augment(program: Command): void {
  const command = program
    .command('augment')
    .description('Look at what augmentation makes of texts, and whether it keeps their labels.');
  command
    .command('show')
    .description('what each augmenter makes of a text')
    .argument('<text>', 'a review, in quotes')
    .option('--augmenters <names>', 'only these, with commas: wordnet,typos', nameList)
    .option('--seed <n>', 'another seed gives other texts', wholeNumber, 1)
    .option('--json', 'print one JSON object per augmenter')
    .addHelpText('after', '\nExample:\n  npm run augment -- show "A warm film, and it isn\'t too long."')
    .action(show);
  command
    .command('check')
    .description('a trained model’s vote: how many new texts it gives the label of the old ones')
    .option('--model <folder>', 'a model folder (default: the best model of the newest experiment)')
    .option('--results <folder>', 'where results are (default: results/)')
    .addOption(
      new Option('--part <name>', 'which texts of its data are changed')
        .choices(['train', 'validation', 'test'])
        .default('train'),
    )
    .option('--texts <n>', 'new texts of each augmenter', wholeNumber, 200)
    .option('--augmenters <names>', 'only these, with commas: wordnet,typos', nameList)
    .option('--seed <n>', 'decides which texts, and how they are changed', wholeNumber, 1)
    .option('--json', 'print the votes as JSON')
    .addHelpText('after', '\nExample:\n  npm run augment -- check --part test --texts 800')
    .action(check);
}

/** Every augmenter with its defaults; translation as far as it works without a server. */
async function configurations(names: readonly string[] | undefined): Promise<AugmenterConfig[]> {
  const { AUGMENTERS, augmenterConfigSchema } = await import('sentilab/augment');
  const { parseConfig } = await import('sentilab/config');
  const kinds = AUGMENTERS.map(({ kind }) => kind);
  for (const name of names ?? [])
    if (!kinds.some((kind) => kind === name))
      throw new UserError('There is no such augmenter.', {
        field: '--augmenters',
        value: name,
        fix: didYouMean(name, kinds),
      });
  return kinds
    .filter((kind) => names === undefined || names.includes(kind))
    .map((kind) =>
      parseConfig(
        augmenterConfigSchema,
        kind === 'back-translation' ? { kind, translator: { kind: 'apertium' } } : { kind, copies: 1 },
        'augmenter',
      ),
    );
}

async function show(text: string, flags: ShowFlags): Promise<void> {
  const { ResourceLoader, augmentExamples } = await import('sentilab/augment/node');
  const { Rng } = await import('sentilab/random');
  const resources = new ResourceLoader();
  for (const config of await configurations(flags.augmenters)) {
    let line: { readonly augmenter: string; readonly text?: string; readonly refused?: string };
    try {
      const { augmented, report } = await augmentExamples(
        [{ id: 'text', text, label: 0 }],
        { augmenters: [config] },
        { rng: new Rng(flags.seed), resources },
      );
      const made = augmented[0]?.example.text;
      const refused = report.augmenters[0]?.refusedExamples[0];
      line = {
        augmenter: config.kind,
        ...(made !== undefined && { text: made }),
        ...(refused && { refused: `${refused.reason}: ${refused.text}` }),
      };
    } catch (error) {
      if (!(error instanceof UserError)) throw error; // Apertium may be missing; the others go on
      line = { augmenter: config.kind, refused: errorMessage(error) };
    }
    const readable = `${line.augmenter.padEnd(17)} ${line.text ?? `(refused, ${line.refused ?? ''})`}`;
    process.stdout.write(`${flags.json ? JSON.stringify(line) : readable}\n`);
  }
}

interface Vote {
  readonly augmenter: string;
  readonly vote: LabelVote;
  readonly report: AugmenterReport;
}

async function check(flags: CheckFlags): Promise<void> {
  const { modelFolder } = await import('../model-folder.ts');
  const { modelData, labelsOf } = await import('../model-data.ts');
  const { labelVote } = await import('sentilab/augment');
  const { ResourceLoader, augmentExamples } = await import('sentilab/augment/node');
  const { loadModel } = await import('sentilab/inference/node');
  const { Rng } = await import('sentilab/random');
  const configs = await configurations(flags.augmenters);
  const { folder, title } = await modelFolder(flags.model, flags.results);
  const model = await loadModel(folder);
  try {
    const { examples, title: data } = await modelData(model.manifest, flags.part);
    const rng = new Rng(flags.seed);
    // More than are needed: of some augmenters most are refused, and few texts have contractions.
    const drawn = rng
      .split('texts')
      .shuffle(examples)
      .slice(0, flags.texts * 12);
    const resources = new ResourceLoader();
    const votes: Vote[] = [];
    for (const config of configs) {
      try {
        const { augmented, report } = await augmentExamples(
          drawn,
          { augmenters: [config] },
          { rng: rng.split('augment'), resources },
        );
        const vote = await labelVote(labelsOf(model), augmented.slice(0, flags.texts));
        const [own] = report.augmenters;
        if (own) votes.push({ augmenter: config.kind, vote, report: own });
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        process.stderr.write(`${config.kind}: ${errorMessage(error)}\n`);
      }
    }
    process.stdout.write(
      flags.json
        ? `${JSON.stringify({ model: title, data, votes }, null, 2)}\n`
        : `${[...votes.map(readableVote), '', `${title}, ${data}`].join('\n')}\n`,
    );
  } finally {
    model.dispose();
  }
}

function readableVote({ augmenter, vote, report }: Vote): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const refused = Object.entries(report.refused)
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => `${count} ${reason}`);
  return (
    `${augmenter.padEnd(17)} ${percent(vote.share).padStart(7)} of ${vote.texts} keep their label ` +
    `(${percent(vote.low)} – ${percent(vote.high)}); refused of ${report.wanted}: ${refused.join(', ') || 'none'}`
  );
}
