import { checkBinary, checkLabels, checkProbabilities, type Numbers } from './checks.ts';
import { predictedLabels } from './predicted-labels.ts';

/** Counts as `[truth][prediction]`. */
export type ConfusionCounts = readonly [readonly [number, number], readonly [number, number]];

/** An example shown in a cell of the matrix. */
export interface ConfusionExample {
  readonly id: string;
  readonly text: string;
  readonly label: 0 | 1;
  /** Of the positive class. */
  readonly probability: number;
}

/** Counts with the most telling examples of each cell; the shape that run records hold. */
export interface Confusion {
  readonly labels: readonly [string, string];
  readonly counts: ConfusionCounts;
  readonly examples: readonly ConfusionExample[];
}

export interface ConfusionOptions {
  /** Positive from this probability on; default 0.5. */
  readonly threshold?: number;
  /** At most this many examples per cell; default 5. */
  readonly examplesPerCell?: number;
  /** Texts are cut to this many characters, the last one an ellipsis; default 400. */
  readonly textLength?: number;
  /** Names of class 0 and 1; default negative, positive. */
  readonly labels?: readonly [string, string];
}

/** How often each class was predicted for each true class. */
export function countCells(truth: Numbers, predicted: Numbers): ConfusionCounts {
  checkLabels(truth, predicted, 'predicted');
  checkBinary(predicted, 'predicted');
  const counts: [[number, number], [number, number]] = [
    [0, 0],
    [0, 0],
  ];
  for (let i = 0; i < truth.length; i++) counts[truth[i] === 1 ? 1 : 0][predicted[i] === 1 ? 1 : 0]++;
  return counts;
}

/**
 * The confusion matrix with the most confident examples of each cell: in the wrong cells these are the mistakes worth
 * reading. Cells follow in the order (0,0), (0,1), (1,0), (1,1); equally confident examples in the order of their ids.
 */
export function confusion(
  examples: readonly { readonly id: string; readonly text: string; readonly label: 0 | 1 }[],
  probabilities: Numbers,
  options: ConfusionOptions = {},
): Confusion {
  const { threshold = 0.5, examplesPerCell = 5, textLength = 400 } = options;
  const truth = examples.map((example) => example.label);
  checkProbabilities(truth, probabilities);
  const predicted = predictedLabels(probabilities, threshold);
  const shown = examples.map(({ id, text, label }, i) => ({
    id,
    text: shorten(text, textLength),
    label,
    probability: probabilities[i] ?? NaN,
    cell: label * 2 + (predicted[i] ?? 0),
  }));
  const chosen = [0, 1, 2, 3].flatMap((cell) =>
    shown
      .filter((example) => example.cell === cell)
      .sort((a, b) => confidence(b, cell) - confidence(a, cell) || (a.id < b.id ? -1 : 1))
      .slice(0, examplesPerCell),
  );
  return {
    labels: options.labels ?? ['negative', 'positive'],
    counts: countCells(truth, predicted),
    examples: chosen.map(({ id, text, label, probability }) => ({ id, text, label, probability })),
  };
}

/** Probability of the class that was predicted: odd cells are predictions of the positive one. */
function confidence({ probability }: ConfusionExample, cell: number): number {
  return cell % 2 === 1 ? probability : 1 - probability;
}

function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length - 1);
  // Half of a surrogate pair would not be valid UTF-8 in the record.
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
