import { classificationMetrics } from '../evaluation/index.ts';
import { fitModel, weightsSha256, type FittedConfig, type LabelledDocuments } from '../models/index.ts';
import { Rng } from '../random/index.ts';
import type { Metric } from '../tracking/index.ts';
import { dataFacts } from './data-facts.ts';
import { captureEnvironment } from './environment.ts';
import type { Preparer } from './prepare.ts';
import type { RunConfig } from './run-config.ts';
import type { RunResult } from './run-result.ts';
import { startStopwatch } from './stopwatch.ts';
import { testConfusion } from './test-confusion.ts';
import type { Trained } from './trained.ts';

/** What decides a model that is fitted at once: no word vectors, no training options. */
export type FitRunConfig = Pick<RunConfig, 'data' | 'text' | 'augment'> & { readonly model: FittedConfig };

/** A fitted run before it is judged. */
export interface FittedRun {
  /** Without value and artifacts, which depend on what the run is for. */
  readonly result: Omit<RunResult, 'value' | 'artifacts'>;
  readonly trained: Trained;
  /** Probabilities of the test part, in its order. */
  readonly tested: Float32Array;
}

/**
 * One run of a model that is fitted at once: from its configuration to its metrics, without an epoch. Probabilities are
 * fitted to the validation part, by whose loss a network is chosen; the test part is untouched. Same configuration and
 * seed: same bits.
 *
 * @throws UserError when the data set does not exist, or a part lacks one of the classes
 */
export async function fitRun(config: FitRunConfig, seed: number, preparer: Preparer): Promise<FittedRun> {
  const watch = startStopwatch();
  const prepared = await preparer.texts(config, seed);
  const { dataset, split, pipeline, train, augmented } = prepared;
  const part = (examples: typeof train): LabelledDocuments => ({
    documents: examples.map(({ text }) => pipeline.tokens(text)),
    labels: examples.map(({ label }) => label),
  });
  const validation = part(split.validation);
  const model = fitModel(config.model, { train: part(train), validation, rng: new Rng(seed) });
  const test = part(split.test);
  const tested = model.predict(test.documents);
  const metrics: Record<string, Metric> = {
    ...classificationMetrics('validation', validation.labels, model.predict(validation.documents)),
    ...(test.labels.length > 0 && classificationMetrics('test', test.labels, tested)),
  };
  const state = model.exportState();
  return {
    result: {
      outcome: { kind: 'finished' },
      metrics,
      epochs: [],
      bestEpoch: null,
      confusion: testConfusion(prepared, tested),
      data: dataFacts(dataset, split, { train, augmented }),
      environment: captureEnvironment(null),
      timing: watch.stop(),
      weightsSha256: weightsSha256(state),
    },
    trained: {
      trainable: { exportState: () => ({ arrays: state.arrays, scalars: {} }) },
      prepared,
      metrics,
      features: state.features,
    },
    tested,
  };
}
