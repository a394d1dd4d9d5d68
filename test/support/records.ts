import { sha256Hex } from 'sentilab/hash';
import { Rng } from 'sentilab/random';
import type { EpochRecord, Experiment, Metric, Outcome, RunRecord } from 'sentilab/tracking';

/** What to make. Everything follows from it: the same options give the same records. */
export interface RecordsOptions {
  readonly seed?: number;
  readonly experiment?: string;
  readonly samplers?: readonly string[];
  /** Per sampler. */
  readonly trials?: number;
  readonly epochs?: number;
  readonly baseline?: boolean;
}

const TEXTS = [
  'a gorgeous , witty , seductive movie .',
  'an utterly compelling drama whose quiet moments stay with you long after the lights go up .',
  'the film is too long , too loud and never once as funny as it thinks it is .',
  'not so much a movie as a two-hour pilot for a series nobody asked for .',
  "if you're looking for comfort , this isn't it ; if you want to be moved , don't miss it .",
  'it’s hard to imagine acting that could be any flatter .',
];

/** Records as a sweep of a small BiLSTM on 8,530 sentences leaves them: learning curves that overfit, pruned and failed trials, a linear baseline. */
export function makeRecords(options: RecordsOptions = {}): RunRecord[] {
  const {
    seed = 1,
    experiment = 'quick',
    samplers = ['grid', 'random', 'tpe'],
    trials = 12,
    epochs = 5,
  } = options;
  const rng = new Rng(seed);
  const records = samplers.flatMap((sampler, s) =>
    Array.from({ length: trials }, (_, number) =>
      searchRun({
        rng: rng.split(`${sampler}-${number}`),
        experiment,
        sampler,
        order: s * trials + number,
        number,
        trials,
        epochs,
        seed,
      }),
    ),
  );
  return options.baseline === false ? records : [baselineRun(experiment, rng.split('baseline')), ...records];
}

/** experiment.json of the same sweep. */
export function makeExperiment(options: RecordsOptions = {}): Experiment {
  const {
    seed = 1,
    experiment = 'quick',
    samplers = ['grid', 'random', 'tpe'],
    trials = 12,
    epochs = 5,
  } = options;
  return {
    schemaVersion: 1,
    name: experiment,
    title: 'BiLSTM on Rotten Tomatoes, a first sweep',
    definition: { name: experiment, data: { name: 'rt' }, samplers: [...samplers], seed },
    studies: samplers.map((sampler) => ({
      id: studyId(experiment, sampler, seed),
      sampler,
      seed,
      current: true,
      dataFingerprint: sha256Hex('rt'),
    })),
    state: 'finished',
    budget: { trials, epochs },
    updatedAt: '2025-03-01T10:40:00.000Z',
  };
}

const studyId = (experiment: string, sampler: string, seed: number): string =>
  sha256Hex(`${experiment}/${sampler}/${seed}`).slice(0, 12);

interface SearchRun {
  readonly rng: Rng;
  readonly experiment: string;
  readonly sampler: string;
  /** Place in the whole sweep. */
  readonly order: number;
  readonly number: number;
  readonly trials: number;
  readonly epochs: number;
  readonly seed: number;
}

function searchRun({ rng, experiment, sampler, order, number, trials, epochs, seed }: SearchRun): RunRecord {
  const study = studyId(experiment, sampler, seed);
  const fromModel = sampler === 'tpe' && number >= 4;
  // The model's proposals lie nearer to the optimum as it learns.
  const spread = fromModel ? 0.8 - (0.5 * number) / trials : 1.3;
  const lr = Number(Math.exp(Math.log(0.003) + spread * rng.normal()).toPrecision(4));
  const params = {
    lr,
    units: rng.pick([32, 64, 96]),
    dropout: Number(Math.min(0.6, Math.abs(0.3 + 0.15 * spread * rng.normal())).toFixed(3)),
    pooling: rng.pick(['max', 'max+mean']),
    trainEmbeddings: rng.float() < 0.7,
  };
  const quality =
    0.455 + 0.05 * Math.log(lr / 0.003) ** 2 + 0.2 * (params.dropout - 0.35) ** 2 + 0.012 * rng.normal();
  const fails = rng.float() < 0.03;
  const pruned = !fails && number > 4 && quality > 0.52;
  const curve = curveOf(rng, Math.min(quality, 0.7), pruned ? 2 : epochs);
  const best = curve.reduce((a, b) =>
    (b.metrics['validation/loss'] ?? 9) < (a.metrics['validation/loss'] ?? 9) ? b : a,
  );
  const outcome: Outcome = fails
    ? { kind: 'failed', error: { name: 'RangeError', message: 'The loss is not finite after step 31.' } }
    : pruned
      ? { kind: 'pruned', atEpoch: 2, reason: 'validation/loss is above the median of the trials at epoch 2' }
      : { kind: 'finished' };
  const accuracy = clamp(0.775 - 0.35 * (quality - 0.455) + 0.006 * rng.normal());
  return {
    ...common(experiment, order),
    id: `${study}-t${number}-s${seed}-f0-a1`,
    study: { id: study, sampler, seed },
    trial: { number, params, proposedBy: fromModel ? 'model' : 'prior', askedAfterSeq: number * 7 },
    run: { seed, fold: 0, attempt: 1 },
    objective: {
      metric: 'validation/loss',
      direction: 'minimize',
      value: fails ? null : (best.metrics['validation/loss'] ?? null),
    },
    outcome,
    metrics: fails ? {} : metricsOf(best, pruned ? null : accuracy),
    epochs: fails ? [] : curve,
    bestEpoch: fails ? null : best.epoch,
    confusion: fails || pruned ? null : confusionOf(rng, accuracy),
    config: {
      data: { name: 'rt', split: { kind: 'random-stratified', test: 0.1 } },
      text: { lowercase: true, maxLength: 60, vocabulary: { minFrequency: 2, maxSize: 20000 } },
      model: {
        kind: 'bilstm',
        units: params.units,
        dropout: params.dropout,
        pooling: params.pooling,
        hidden: [32],
      },
      training: {
        epochs,
        batchSize: 64,
        learningRate: lr,
        clipNorm: 1,
        trainEmbeddings: params.trainEmbeddings,
      },
    },
    weightsSha256: fails ? null : sha256Hex(`${study}${number}`),
  };
}

function baselineRun(experiment: string, rng: Rng): RunRecord {
  const accuracy = 0.773;
  return {
    ...common(experiment, 0),
    id: `${experiment}-nbsvm-s1-f0-a1`,
    study: null,
    trial: null,
    run: { seed: 1, fold: 0, attempt: 1 },
    objective: { metric: 'validation/loss', direction: 'minimize', value: null },
    outcome: { kind: 'finished' },
    metrics: {
      'validation/accuracy': fraction(0.781),
      'test/accuracy': fraction(accuracy),
    },
    epochs: [],
    bestEpoch: null,
    confusion: confusionOf(rng, accuracy),
    config: { data: { name: 'rt' }, model: { kind: 'nbsvm', alpha: 1, ngrams: [1, 2], c: 0.1 } },
    environment: {
      ...common(experiment, 0).environment,
      backend: 'none',
      tensorflow: null,
      threads: 1,
      onednn: false,
    },
    weightsSha256: sha256Hex('nbsvm'),
  };
}

type Common = Pick<
  RunRecord,
  'schemaVersion' | 'experiment' | 'data' | 'environment' | 'timing' | 'artifacts'
>;

function common(experiment: string, order: number): Common {
  const startedAt = new Date(Date.UTC(2025, 2, 1, 10, 0, order * 14));
  return {
    schemaVersion: 1,
    experiment,
    data: {
      name: 'rt',
      fingerprint: sha256Hex('rt'),
      split: {
        kind: 'random-stratified',
        seed: 1,
        fingerprint: sha256Hex('split'),
        sizes: { train: 6824, validation: 853, test: 853 },
      },
    },
    environment: {
      backend: 'native',
      tensorflow: '2.18.1',
      tfjs: '4.22.0',
      node: 'v20.20.2',
      sentilab: '0.1.0',
      platform: 'linux-x64',
      cpu: 'Example CPU @ 2.50GHz',
      threads: 1,
      onednn: true,
      gitCommit: '0123456789abcdef0123456789abcdef01234567',
    },
    timing: {
      startedAt: startedAt.toISOString(),
      finishedAt: new Date(startedAt.getTime() + 13_400).toISOString(),
      wallSeconds: 13.4,
      cpuSeconds: 12.9,
      peakMemoryMiB: 512,
    },
    artifacts: [],
  };
}

function curveOf(rng: Rng, best: number, epochs: number): EpochRecord[] {
  const turn = 2 + rng.int(0, 2);
  return Array.from({ length: epochs }, (_, i) => {
    const epoch = i + 1;
    const validation = best + (epoch < turn ? 0.06 * (turn - epoch) : 0.025 * (epoch - turn));
    const train = Math.max(0.05, best + 0.12 - 0.1 * epoch);
    return {
      epoch,
      step: 107 * epoch,
      seconds: Number((2.6 * epoch).toFixed(2)),
      cpuSeconds: Number((2.5 * epoch).toFixed(2)),
      metrics: {
        'train/loss': round(train + 0.005 * rng.normal()),
        'validation/loss': round(validation + 0.004 * rng.normal()),
        'validation/accuracy': round(clamp(0.79 - 0.4 * (validation - 0.455))),
      },
    };
  });
}

function metricsOf(best: EpochRecord, testAccuracy: number | null): Record<string, Metric> {
  const metrics: Record<string, Metric> = {
    'train/loss': { value: best.metrics['train/loss'] ?? 0, direction: 'minimize', unit: 'nats' },
    'validation/loss': { value: best.metrics['validation/loss'] ?? 0, direction: 'minimize', unit: 'nats' },
    'validation/accuracy': fraction(best.metrics['validation/accuracy'] ?? 0),
  };
  if (testAccuracy !== null) metrics['test/accuracy'] = fraction(round(testAccuracy));
  return metrics;
}

const fraction = (value: number): Metric => ({ value, direction: 'maximize', unit: 'fraction' });
const round = (value: number): number => Number(value.toFixed(4));
const clamp = (value: number): number => Math.min(0.99, Math.max(0.5, value));

function confusionOf(rng: Rng, accuracy: number): NonNullable<RunRecord['confusion']> {
  const right = Math.round(accuracy * 853);
  const wrong = 853 - right;
  const a = Math.floor(wrong / 2) - rng.int(0, 8);
  const tn = 427 - a;
  return {
    part: 'test',
    labels: ['negative', 'positive'],
    counts: [
      [tn, a],
      [wrong - a, right - tn],
    ],
    examples: TEXTS.map((text, i) => {
      const label = i < 3 ? 1 : 0;
      const probability = [0.99, 0.97, 0.04, 0.02, 0.93, 0.01][i] ?? 0.5;
      return { id: `rt/${label === 1 ? 'pos' : 'neg'}/${17 + i}`, text, label, probability };
    }),
  };
}
