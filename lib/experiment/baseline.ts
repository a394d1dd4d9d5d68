import { classificationMetrics, confusion } from '../evaluation/index.ts';
import { hashOf } from '../hash/index.ts';
import { NbSvm, nbSvmConfigSchema } from '../models/index.ts';
import { Rng } from '../random/index.ts';
import { parseConfig } from '../config/index.ts';
import { TextPipeline, textConfigSchema } from '../text/index.ts';
import { RUN_RECORD_VERSION, type RunRecord } from '../tracking/index.ts';
import { dataFacts } from './data-facts.ts';
import type { ExperimentDefinition } from './definition.ts';
import { captureEnvironment } from './environment.ts';
import type { Preparer } from './prepare.ts';
import { startStopwatch } from './stopwatch.ts';

/** Id of the baseline's run: one for each data set, split and seed. */
export function baselineRunId(
  definition: Pick<ExperimentDefinition, 'config' | 'seed'>,
  dataFingerprint: string,
): string {
  const { data } = definition.config;
  return `nbsvm-${hashOf({ data, dataFingerprint, model: baselineConfig() })}-t0-s${definition.seed}-f${data.fold?.number ?? 0}-a1`;
}

const baselineConfig = (): ReturnType<typeof nbSvmConfigSchema.parse> =>
  nbSvmConfigSchema.parse({ kind: 'nbsvm' });

/**
 * The linear baseline on the very same split: NB-SVM (Wang & Manning 2012) over uni- and bigrams. Probabilities are
 * fitted on the validation part, which the threshold of a neural model has seen too; the test part is untouched.
 */
export async function runBaseline(
  definition: Pick<ExperimentDefinition, 'name' | 'config' | 'seed' | 'objective'>,
  preparer: Preparer,
): Promise<RunRecord> {
  const watch = startStopwatch();
  const { dataset, split } = await preparer.prepare(definition.config, definition.seed);
  const { data } = definition.config;
  const model = baselineConfig();
  // Only normalising and tokenizing: the n-grams have their own vocabulary.
  const lowercase = definition.config.text.steps.some(({ kind }) => kind === 'lowercase');
  const text = parseConfig(textConfigSchema, { lowercase }, 'text');
  const tokenizer = await TextPipeline.fit([], text);
  const tokens = (part: keyof Pick<typeof split, 'train' | 'validation' | 'test'>): string[][] =>
    split[part].map((example) => tokenizer.tokens(example.text));
  const labels = (part: 'train' | 'validation' | 'test'): number[] => split[part].map(({ label }) => label);
  const fitted = NbSvm.fit(tokens('train'), labels('train'), model, new Rng(definition.seed));
  const calibrated = fitted.calibrate(tokens('validation'), labels('validation'));
  const validation = calibrated.predict(tokens('validation'));
  const test = calibrated.predict(tokens('test'));
  const metrics = {
    ...classificationMetrics('validation', labels('validation'), validation),
    ...classificationMetrics('test', labels('test'), test),
  };
  const { labels: names, counts, examples } = confusion(split.test, test);
  return {
    schemaVersion: RUN_RECORD_VERSION,
    id: baselineRunId(definition, dataset.fingerprint),
    experiment: definition.name,
    study: null,
    trial: null,
    run: { seed: definition.seed, fold: data.fold?.number ?? 0, attempt: 1 },
    objective: { ...definition.objective, value: metrics[definition.objective.metric]?.value ?? null },
    outcome: { kind: 'finished' },
    metrics,
    epochs: [],
    bestEpoch: null,
    confusion: { part: 'test', labels: names, counts, examples },
    config: { data, text: { lowercase }, model },
    data: dataFacts(dataset, split),
    environment: captureEnvironment(null),
    timing: watch.stop(),
    weightsSha256: null,
    artifacts: [],
  };
}
