import path from 'node:path';
import { csvLine } from '../data/node.ts';
import { UserError } from '../errors/index.ts';
import { writeLinesAtomic } from '../files/node.ts';
import type { Prediction } from './prediction.ts';
import { predictStream, type PredictStreamOptions } from './predict-stream.ts';
import type { Predictor } from './predictor.ts';

/** A text that may have a name. */
export interface NamedText {
  readonly id?: string;
  readonly text: string;
}

export interface PredictFileOptions extends PredictStreamOptions {
  /** Called with the number of predictions after each. */
  readonly onProgress?: (done: number) => void;
}

/** What was written. */
export interface PredictedFile {
  readonly predictions: number;
  /** How many came with a warning, by its kind. */
  readonly warnings: Readonly<Record<string, number>>;
}

const COLUMNS = ['id', 'text', 'label', 'decision', 'probability', 'confidence', 'warning'] as const;

/**
 * Predicts a stream into a file, one line per text in its order: JSON lines (`.jsonl`, `.ndjson`: id, text and the whole
 * prediction) or CSV (`.csv`: id, text, label, decision, probability, confidence and the kind of the warning). The file
 * is whole or not there: it gets its name at the end, and an interrupted run begins anew. Memory holds one chunk.
 *
 * @throws UserError for another ending, or a bad option
 * @throws FailureError when the disk takes no more
 */
export async function predictFile(
  predictor: Pick<Predictor, 'batchPredict'>,
  items: Iterable<NamedText> | AsyncIterable<NamedText>,
  file: string,
  { onProgress, ...options }: PredictFileOptions = {},
): Promise<PredictedFile> {
  const { header, line } = formatOf(file);
  const warnings: Record<string, number> = {};
  let predictions = 0;
  async function* lines(): AsyncGenerator<string> {
    if (header !== null) yield header;
    for await (const [item, prediction] of predictStream(predictor, items, options)) {
      const { warning } = prediction;
      if (warning) warnings[warning.kind] = (warnings[warning.kind] ?? 0) + 1;
      predictions++;
      onProgress?.(predictions);
      yield line(item, prediction);
    }
  }
  await writeLinesAtomic(file, lines());
  return { predictions, warnings };
}

interface Format {
  readonly header: string | null;
  readonly line: (item: NamedText, prediction: Prediction) => string;
}

/**
 * How predictions are written to a file of this name.
 *
 * @throws UserError when its ending says no format
 */
export function formatOf(file: string): Format {
  switch (path.extname(file).toLowerCase()) {
    case '.csv':
      return {
        header: csvLine(COLUMNS),
        line: ({ id, text }, { label, decision, probability, confidence, warning }) =>
          csvLine([id, text, label, decision, probability, confidence, warning?.kind]),
      };
    case '.jsonl':
    case '.ndjson':
      return {
        header: null,
        line: ({ id, text }, prediction) =>
          `${JSON.stringify({ ...(id !== undefined && { id }), text, ...prediction })}\n`,
      };
    default:
      throw new UserError('Predictions are written as CSV or as JSON lines.', {
        field: '--out',
        value: file,
        fix: 'End the name with .csv or .jsonl.',
      });
  }
}
