import readline from 'node:readline';
import pc from 'picocolors';
import { UserError } from 'sentilab/errors';
import { predictStream, type PredictOptionsInput } from 'sentilab/inference';
import { formatOf, predictFile, type NamedText } from 'sentilab/inference/node';
import type { PredictFlags } from '../commands/predict.ts';
import { loadNamedModel } from '../load-model.ts';
import { modelFolder } from '../model-folder.ts';
import { stepLine } from '../progress/step-line.ts';
import { asTyped } from '../typed-path.ts';
import { readable } from './readable.ts';
import { textsOfFile } from './texts-of-file.ts';
import { parseUncertain } from './uncertain.ts';

/** Texts predicted together where answers are printed: few, so that the first ones come soon. */
const PRINTED_AT_ONCE = 64;

/** Predicts arguments, a file or the lines of standard input, and prints the answers or writes them to a file. */
export async function runPredict(texts: readonly string[], flags: PredictFlags): Promise<void> {
  const items = itemsOf(texts, flags);
  if (flags.out !== undefined) formatOf(flags.out); // a wrong ending is told before a model is loaded
  const options: PredictOptionsInput = {
    confidence: flags.confidence,
    explain: flags.explain ?? false,
    ...(flags.threshold !== undefined && { threshold: flags.threshold }),
    ...(flags.uncertain !== undefined && { uncertain: parseUncertain(flags.uncertain) }),
  };
  const { folder } = await modelFolder(flags.model, flags.results);
  const model = await loadNamedModel(folder);
  try {
    if (flags.explain && !model.hasAttention)
      process.stderr.write(`A model of kind ${model.manifest.config.model.kind} has no attention to show.\n`);
    if (flags.out !== undefined) return await writeAnswers(flags.out);
    for await (const [item, prediction] of predictStream(model, items, {
      ...options,
      chunk: PRINTED_AT_ONCE,
    })) {
      const line = flags.json ? JSON.stringify({ ...item, ...prediction }) : readable(item.text, prediction);
      if (!process.stdout.write(`${line}\n`))
        await new Promise<void>((resolve) => process.stdout.once('drain', resolve));
    }
  } finally {
    model.dispose();
  }

  async function writeAnswers(named: string): Promise<void> {
    const progress = stepLine(process.stderr);
    const file = asTyped(named);
    try {
      const { predictions, warnings } = await predictFile(model, items, file, {
        ...options,
        onProgress: (done) => {
          if (done % 100 === 0) progress.show(`Predicting: ${done.toLocaleString('en')} texts`, 0, 0);
        },
      });
      progress.clear();
      const doubts = Object.entries(warnings).map(([kind, count]) => `${count.toLocaleString('en')} ${kind}`);
      process.stderr.write(
        `${predictions.toLocaleString('en')} predictions in ${named}${doubts.length > 0 ? pc.yellow(` (${doubts.join(', ')})`) : ''}\n`,
      );
    } finally {
      progress.clear();
    }
  }
}

function itemsOf(
  texts: readonly string[],
  flags: PredictFlags,
): Iterable<NamedText> | AsyncIterable<NamedText> {
  if (flags.in !== undefined && texts.length > 0)
    throw new UserError('Texts come from a file or from the command line, not from both.', {
      field: '--in',
      value: flags.in,
    });
  if (flags.in !== undefined) return textsOfFile(flags.in, flags.column);
  if (flags.column !== undefined)
    throw new UserError('A column is one of a file.', {
      field: '--column',
      value: flags.column,
      fix: 'Name the file: --in FILE.',
    });
  if (texts.length > 0) return texts.map((text) => ({ text }));
  if (process.stdin.isTTY)
    throw new UserError('There is no text to predict.', {
      field: 'text',
      fix: 'Give one in quotes: npm run predict -- "A warm, funny film."',
    });
  return lines();
}

async function* lines(): AsyncGenerator<NamedText> {
  for await (const text of readline.createInterface({ input: process.stdin })) yield { text };
}
