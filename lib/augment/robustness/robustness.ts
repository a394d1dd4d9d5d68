import type { Example } from '../../data/index.ts';
import { UserError } from '../../errors/index.ts';
import { wilsonInterval } from '../../evaluation/index.ts';
import { Rng } from '../../random/index.ts';
import { CORRUPTIONS, findCorruptions } from './corruptions.ts';

/** A classifier of texts: 0 or 1 for each, in the order given. */
export type PredictLabels = (texts: readonly string[]) => readonly number[] | Promise<readonly number[]>;

/** A share of right answers with its 95 % interval (Wilson). */
export interface Score {
  readonly correct: number;
  readonly accuracy: number;
  readonly low: number;
  readonly high: number;
}

/** One corruption at one strength. */
export interface RobustnessRow extends Score {
  readonly corruption: string;
  /** 1 … 4. */
  readonly grade: number;
  readonly strength: number;
  /** Share of the texts that are not as they were. */
  readonly changed: number;
  /** Accuracy on the texts as they are, minus this one. */
  readonly drop: number;
  /** Share of the texts whose answer is another than before, right or wrong. */
  readonly flipped: number;
}

/** What a suite of corruptions did to a model's accuracy. */
export interface RobustnessReport {
  readonly schemaVersion: 1;
  readonly seed: number;
  readonly examples: number;
  /** On the texts as they are. */
  readonly clean: Score;
  readonly corruptions: readonly {
    readonly name: string;
    readonly title: string;
    /** What the strengths are a share of. */
    readonly unit: string;
  }[];
  /** Corruption after corruption, strength after strength. */
  readonly rows: readonly RobustnessRow[];
  /** Mean accuracy over all rows. */
  readonly meanAccuracy: number;
}

export interface RobustnessOptions {
  /** Same seed, same damage. */
  readonly seed: number;
  /** Names of corruptions. Default: all. */
  readonly corruptions?: readonly string[];
  /** Told after each row. */
  readonly onRow?: (row: RobustnessRow, done: number, rows: number) => void;
}

/**
 * Accuracy as a function of the strength of the damage. Each text is damaged by a generator named by corruption and
 * example: a higher strength damages what a lower one does, and a subset of the examples is damaged as within the whole.
 *
 * @param examples texts the model has not learnt from
 * @throws UserError when there is no example, a corruption is unknown, or the model answers with anything but labels
 */
export async function robustness(
  predict: PredictLabels,
  examples: readonly Example[],
  options: RobustnessOptions,
): Promise<RobustnessReport> {
  if (examples.length === 0)
    throw new UserError('Robustness is measured on examples.', { field: 'examples', value: [] });
  const suite = options.corruptions === undefined ? CORRUPTIONS : findCorruptions(options.corruptions);
  const rng = new Rng(options.seed);
  const labels = await ask(
    predict,
    examples.map(({ text }) => text),
  );
  const clean = score(examples, labels);
  const rows: RobustnessRow[] = [];
  const total = suite.reduce((sum, { strengths }) => sum + strengths.length, 0);
  for (const corruption of suite)
    for (const [i, strength] of corruption.strengths.entries()) {
      const texts = examples.map(
        ({ id, text }) => corruption.corrupt(text, strength, rng.split(`${corruption.name}/${id}`)).text,
      );
      const answers = await ask(predict, texts);
      const own = score(examples, answers);
      const row: RobustnessRow = {
        corruption: corruption.name,
        grade: i + 1,
        strength,
        ...own,
        changed: shareOf(texts, (text, at) => text !== examples[at]?.text),
        drop: clean.accuracy - own.accuracy,
        flipped: shareOf(answers, (answer, at) => answer !== labels[at]),
      };
      rows.push(row);
      options.onRow?.(row, rows.length, total);
    }
  return {
    schemaVersion: 1,
    seed: options.seed,
    examples: examples.length,
    clean,
    corruptions: suite.map(({ name, title, unit }) => ({ name, title, unit })),
    rows,
    meanAccuracy: rows.reduce((sum, { accuracy }) => sum + accuracy, 0) / rows.length,
  };
}

async function ask(predict: PredictLabels, texts: readonly string[]): Promise<readonly number[]> {
  const answers = await predict(texts);
  const wrong = answers.findIndex((answer) => answer !== 0 && answer !== 1);
  if (answers.length !== texts.length || wrong !== -1)
    throw new UserError('A model answers each text with 0 or 1.', {
      field: 'predict',
      value: wrong === -1 ? { texts: texts.length, answers: answers.length } : answers[wrong],
    });
  return answers;
}

function score(examples: readonly Example[], answers: readonly number[]): Score {
  const correct = examples.filter(({ label }, i) => label === answers[i]).length;
  return { correct, accuracy: correct / examples.length, ...wilsonInterval(correct, examples.length) };
}

function shareOf<T>(values: readonly T[], holds: (value: T, at: number) => boolean): number {
  return values.filter(holds).length / values.length;
}
