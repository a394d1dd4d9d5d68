import { parseConfig } from '../../config/index.ts';
import { UserError } from '../../errors/index.ts';
import type { Rng } from '../../random/index.ts';
import { bootstrapMetrics } from '../bootstrap/bootstrap-metrics.ts';
import { bootstrapConfigSchema, type BootstrapConfigInput } from '../bootstrap/config.ts';
import { calibration } from '../calibration/calibration.ts';
import type { Numbers } from '../checks.ts';
import { confusion } from '../confusion.ts';
import { precisionRecallCurve } from '../curves/precision-recall-curve.ts';
import { riskCoverage } from '../curves/risk-coverage.ts';
import { rocCurve } from '../curves/roc-curve.ts';
import { accuracyMetric } from '../metrics/accuracy.ts';
import { METRICS } from '../metrics/index.ts';
import { logLossMetric } from '../metrics/log-loss.ts';
import { rocAucMetric } from '../metrics/roc-auc.ts';
import { ScoredExamples } from '../metrics/scored-examples.ts';
import { compareModels } from '../significance/compare-models.ts';
import { sliceAccuracy } from '../slices/slice-accuracy.ts';
import { confidenceFacts } from './confidence-facts.ts';
import {
  EVALUATION_REPORT_VERSION,
  evaluationReportSchema,
  type EvaluatedModel,
  type EvaluationReport,
} from './schema.ts';
import { thin } from './thin.ts';

/** A labelled example as an evaluation needs it. */
export interface LabelledExample {
  readonly id: string;
  readonly text: string;
  readonly label: 0 | 1;
  /** Stars, 1–10. */
  readonly rating?: number;
}

/** A model with its predictions of all examples, in their order. */
export interface ModelToEvaluate {
  readonly name: string;
  /** Of the positive class. */
  readonly probabilities: Numbers;
  readonly threshold: EvaluatedModel['threshold'];
  /** Names the weights; default null. */
  readonly weightsSha256?: string | null;
  /** How sure each prediction is said to be, 0 … 1, by kind of confidence; default none. */
  readonly confidences?: Readonly<Record<string, Numbers>>;
  /** Predictions that deserve less trust, by reason; default none. */
  readonly warnings?: Readonly<Record<string, number>>;
}

/** What is evaluated. */
export interface EvaluationInput {
  readonly data: Pick<EvaluationReport['data'], 'name' | 'title' | 'attribution' | 'fingerprint'>;
  readonly examples: readonly LabelledExample[];
  readonly models: readonly ModelToEvaluate[];
  /** Names of class 0 and 1; default negative, positive. */
  readonly labels?: readonly [string, string];
  readonly bootstrap?: BootstrapConfigInput;
  /** What a reader must know to believe the numbers, in sentences; default none. */
  readonly notes?: readonly string[];
}

/**
 * Everything that is known of models on labelled examples: metrics with confidence intervals, curves, calibration, the
 * confusion matrix with examples, slices by length and rating, and every two models compared. All models see the same
 * resamples. The same input and generator give the same report.
 *
 * @throws UserError when there is nothing to evaluate, or predictions do not fit the examples
 */
export function evaluateModels(input: EvaluationInput, rng: Rng): EvaluationReport {
  const { data, examples, models, labels = ['negative', 'positive'] } = input;
  const bootstrap = parseConfig(bootstrapConfigSchema, input.bootstrap ?? {}, 'bootstrap');
  if (models.length === 0) throw new UserError('There is no model to evaluate.', { field: 'models' });
  const truth = Uint8Array.from(examples, ({ label }) => label);
  const lengths = Float64Array.from(examples, ({ text }) => text.match(/\S+/g)?.length ?? 0);
  const ratings = Float64Array.from(examples, ({ rating }) => rating ?? NaN);
  const { confidence } = bootstrap;
  const evaluated = models.map((model): EvaluatedModel => {
    const scored = new ScoredExamples(truth, model.probabilities, model.threshold.value);
    const { predicted, probabilities } = scored;
    const wrong = Array.from(truth, (label, i) => (label === predicted[i] ? 0 : 1));
    const risks = riskCoverage(
      wrong,
      probabilities.map((p, i) => (predicted[i] === 1 ? p : 1 - p)),
    );
    const { counts, examples: shown } = confusion(examples, probabilities, {
      threshold: model.threshold.value,
    });
    const roc = rocCurve(truth, probabilities);
    const found = precisionRecallCurve(truth, probabilities);
    const slices = { confidence, bins: 6 };
    return {
      name: model.name,
      weightsSha256: model.weightsSha256 ?? null,
      threshold: model.threshold,
      metrics: bootstrapMetrics(scored, METRICS, bootstrap, rng.split('metrics')).map((each) => ({
        ...each,
      })),
      confusion: {
        counts: [
          [counts[0][0], counts[0][1]],
          [counts[1][0], counts[1][1]],
        ],
        examples: [...shown],
      },
      curves: {
        roc: roc && thin(roc.map((point) => [point.falsePositiveRate, point.truePositiveRate])),
        precisionRecall: found && thin(found.map((point) => [point.recall, point.precision])),
        riskCoverage: thin(risks.points.map((point) => [point.coverage, point.risk])),
      },
      excessRisk: risks.excess,
      calibration: (['width', 'mass'] as const).map((binning) => {
        const result = calibration(truth, probabilities, { binning, confidence });
        return { ...result, bins: [...result.bins] };
      }),
      ...(model.confidences && { confidences: confidenceFacts(wrong, model.confidences) }),
      slices: {
        length: [...sliceAccuracy(truth, predicted, lengths, slices)],
        rating: ratings.every((rating) => Number.isNaN(rating))
          ? null
          : [...sliceAccuracy(truth, predicted, ratings, { confidence, bins: 10 })],
      },
      warnings: { ...model.warnings },
    };
  });
  const pairs = compareModels(
    truth,
    models.map(({ name, probabilities, threshold }) => ({ name, probabilities, threshold: threshold.value })),
    rng.split('pairs'),
    { bootstrap, metrics: [accuracyMetric, rocAucMetric, logLossMetric] },
  );
  return evaluationReportSchema.parse({
    schemaVersion: EVALUATION_REPORT_VERSION,
    data: {
      name: data.name,
      title: data.title,
      attribution: data.attribution,
      fingerprint: data.fingerprint,
      examples: examples.length,
      positives: truth.reduce((sum, label) => sum + label, 0),
    },
    labels,
    bootstrap: { ...bootstrap, seed: rng.seed },
    models: evaluated,
    notes: [...(input.notes ?? [])],
    pairs,
  });
}
