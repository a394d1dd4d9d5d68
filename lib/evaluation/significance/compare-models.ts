import { UserError } from '../../errors/index.ts';
import type { Rng } from '../../random/index.ts';
import { bootstrapDifference, type MetricDifference } from '../bootstrap/bootstrap-difference.ts';
import type { BootstrapConfigInput } from '../bootstrap/config.ts';
import type { Numbers } from '../checks.ts';
import { accuracyMetric } from '../metrics/accuracy.ts';
import type { MetricDefinition } from '../metrics/metric.ts';
import { ScoredExamples } from '../metrics/scored-examples.ts';
import { holm } from './holm.ts';
import { mcnemar, type McNemar } from './mcnemar.ts';

/** One model's predictions of the examples that are compared on. */
export interface ModelPredictions {
  readonly name: string;
  /** Of the positive class. */
  readonly probabilities: Numbers;
  /** Positive from this probability on; default 0.5. */
  readonly threshold?: number;
}

/** Two of the models side by side. */
export interface ModelPair {
  readonly first: string;
  readonly second: string;
  readonly mcnemar: McNemar;
  /** McNemar's exact p, corrected by Holm for the number of pairs. */
  readonly p: number;
  /** Metrics of the first above the second's, with paired bootstrap intervals. */
  readonly differences: readonly MetricDifference[];
}

/** Options of `compareModels`. */
export interface CompareModelsOptions {
  readonly bootstrap?: BootstrapConfigInput;
  /** Whose differences are estimated; default accuracy alone. */
  readonly metrics?: readonly MetricDefinition[];
}

/** Every pair of several models on the same examples, in the order given. */
export function compareModels(
  truth: Numbers,
  models: readonly ModelPredictions[],
  rng: Rng,
  options: CompareModelsOptions = {},
): readonly ModelPair[] {
  const { bootstrap = {}, metrics = [accuracyMetric] } = options;
  const twice = models.find(({ name }, i) => models.findIndex((other) => other.name === name) < i);
  if (twice !== undefined)
    throw new UserError('Two models have the same name.', { field: 'models', value: twice.name });
  const scored = models.map(({ name, probabilities, threshold }) => ({
    name,
    examples: new ScoredExamples(truth, probabilities, threshold),
  }));
  const pairs = scored.flatMap((first, i) =>
    scored.slice(i + 1).map((second) => ({
      first: first.name,
      second: second.name,
      mcnemar: mcnemar(truth, first.examples.predicted, second.examples.predicted),
      differences: metrics.flatMap((metric) => {
        // A stream of its own for each: more models or metrics do not change what was computed before.
        const own = rng.split(`${first.name}/${second.name}/${metric.name}`);
        return bootstrapDifference(first.examples, second.examples, metric, bootstrap, own) ?? [];
      }),
    })),
  );
  const corrected = holm(pairs.map((pair) => pair.mcnemar.exact));
  return pairs.map((pair, i) => ({ ...pair, p: corrected[i] ?? 1 }));
}
