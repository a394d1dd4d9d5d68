import { UserError } from '../../errors/index.ts';
import { checkProbabilities, type Numbers } from '../checks.ts';
import type { ConfusionCounts } from '../confusion.ts';
import { predictedLabels } from '../predicted-labels.ts';
import { rank, type Ranking } from './rank.ts';

/** Examples with their probabilities, sorted once, so that a metric of a resample is one pass over them. */
export class ScoredExamples {
  readonly truth: Uint8Array;
  /** Of the positive class. */
  readonly probabilities: Float64Array;
  readonly predicted: Int32Array;
  /** Positive from this probability on. */
  readonly threshold: number;
  #byProbability: Ranking | undefined;
  #byConfidence: Ranking | undefined;

  /**
   * @param truth classes, 0 and 1
   * @param probabilities of the positive class
   * @param threshold positive from this probability on; default 0.5
   * @throws UserError when there is no example, lengths differ, or a label or probability is impossible
   */
  constructor(truth: Numbers, probabilities: Numbers, threshold = 0.5) {
    checkProbabilities(truth, probabilities);
    this.truth = Uint8Array.from(truth);
    this.probabilities = Float64Array.from(probabilities);
    this.predicted = predictedLabels(probabilities, threshold);
    this.threshold = threshold;
  }

  get length(): number {
    return this.truth.length;
  }

  /** From the smallest probability to the largest. */
  get byProbability(): Ranking {
    return (this.#byProbability ??= rank(this.probabilities));
  }

  /** From the least sure prediction to the surest; sure is the probability of the predicted class. */
  get byConfidence(): Ranking {
    return (this.#byConfidence ??= rank(
      this.probabilities.map((p, i) => (this.predicted[i] === 1 ? p : 1 - p)),
    ));
  }

  /** Every example once. */
  all(): WeightedSample {
    return new WeightedSample(this, new Float64Array(this.length).fill(1));
  }
}

/** How often each example counts: once each for the data themselves, 0, 1, 2 … times in a resample. */
export class WeightedSample {
  readonly examples: ScoredExamples;
  readonly weights: Float64Array;
  /** Sum of the weights. */
  readonly total: number;
  readonly cells: ConfusionCounts;

  /** @param weights whole numbers from 0, one per example, not all 0 */
  constructor(examples: ScoredExamples, weights: Float64Array) {
    if (weights.length !== examples.length)
      throw new UserError(`There must be one weight per example (${examples.length}).`, {
        field: 'weights',
        value: weights.length,
      });
    const cells: [[number, number], [number, number]] = [
      [0, 0],
      [0, 0],
    ];
    for (let i = 0; i < weights.length; i++)
      cells[examples.truth[i] === 1 ? 1 : 0][examples.predicted[i] === 1 ? 1 : 0] += weights[i] ?? 0;
    this.examples = examples;
    this.weights = weights;
    this.cells = cells;
    this.total = cells[0][0] + cells[0][1] + cells[1][0] + cells[1][1];
    if (!(this.total > 0))
      throw new UserError('A metric needs at least one example.', { field: 'weights', value: this.total });
  }

  get positives(): number {
    return this.cells[1][0] + this.cells[1][1];
  }

  get negatives(): number {
    return this.cells[0][0] + this.cells[0][1];
  }
}
