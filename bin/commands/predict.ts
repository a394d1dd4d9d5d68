import readline from 'node:readline';
import type { Command } from 'commander';
import pc from 'picocolors';
import { UserError } from 'sentilab/errors';
import type { Prediction } from 'sentilab/inference';
import { modelFolder } from '../model-folder.ts';

interface PredictFlags {
  readonly model?: string;
  readonly results?: string;
  readonly json?: boolean;
}

/** Lines of standard input that are predicted together. */
const LINES_AT_ONCE = 64;

/** `npm run predict -- "text"`: asks a trained model. */
export default function predict(program: Command): void {
  program
    .command('predict')
    .description('Say whether a text is positive or negative, with a trained model.')
    .argument(
      '[text...]',
      'the text, in quotes; several texts give several answers (default: lines of stdin)',
    )
    .option('--model <folder>', 'a model folder (default: the best model of the newest experiment)')
    .option('--results <folder>', 'where results are (default: results/)')
    .option('--json', 'print one JSON object per text')
    .addHelpText(
      'after',
      `
Examples:
  npm run predict -- "A warm, funny film."
  npm run predict -- "Dull." "Lovely." --json
  npm run --silent predict -- --json < reviews.txt     one review per line
  npm run predict -- "Fine." --model results/quick/artifacts/RUN/model`,
    )
    .action(run);
}

async function run(texts: readonly string[], flags: PredictFlags): Promise<void> {
  if (texts.length === 0 && process.stdin.isTTY)
    throw new UserError('There is no text to predict.', {
      field: 'text',
      fix: 'Give one in quotes: npm run predict -- "A warm, funny film."',
    });
  const { loadModel } = await import('sentilab/inference/node');
  const { folder } = await modelFolder(flags.model, flags.results);
  const model = await loadModel(folder);
  try {
    const print = (chunk: readonly string[]): void => {
      const predictions = model.batchPredict(chunk);
      chunk.forEach((text, i) => {
        const prediction = predictions[i] as Prediction;
        const line = flags.json ? JSON.stringify({ text, ...prediction }) : readable(text, prediction);
        process.stdout.write(`${line}\n`);
      });
    };
    if (texts.length > 0) print(texts);
    else for await (const chunk of chunksOf(readline.createInterface({ input: process.stdin }))) print(chunk);
  } finally {
    model.dispose();
  }
}

async function* chunksOf(lines: AsyncIterable<string>): AsyncGenerator<readonly string[]> {
  let chunk: string[] = [];
  for await (const line of lines) {
    chunk.push(line);
    if (chunk.length < LINES_AT_ONCE) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

function readable(text: string, { label, confidence, warning }: Prediction): string {
  const colour = label === 'positive' ? pc.green : pc.red;
  const percent = `${(confidence * 100).toFixed(1)} %`.padStart(7);
  const shown = text.length > 70 ? `${text.slice(0, 69)}…` : text;
  const doubt = warning ? `  ${pc.yellow(`(${warning.message})`)}` : '';
  return `${colour(label.padEnd(8))} ${percent}  ${shown}${doubt}`;
}
