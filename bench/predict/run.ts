import { loadDataset } from 'sentilab/data/node';
import { createPredictor, type Predictor } from 'sentilab/inference';
import { createTrainable, parseModelConfig } from 'sentilab/models';
import { Rng } from 'sentilab/random';
import { getBackend } from 'sentilab/runtime/node';
import { TextPipeline } from 'sentilab/text';
import type { BenchReport } from '../bench.ts';

export interface PredictBenchOptions {
  /** `rt`: sentences; `synthetic`: reviews of some 250 words. */
  readonly data: 'rt' | 'synthetic';
  /** How many. */
  readonly texts: number;
  /** Told what is being measured. */
  readonly log: (line: string) => void;
}

/** As large as the models of `experiments/`: their first weights predict as fast as trained ones. */
const MODEL = { kind: 'bilstm', units: 64 } as const;
const DIMENSIONS = 50;

/** One by one and by `batchPredict`: predictions per second, how many times as fast, and the largest difference. */
export async function predictBench({ data, texts: count, log }: PredictBenchOptions): Promise<BenchReport> {
  const { examples } = await loadDataset(
    data === 'rt' ? 'rt' : { kind: 'synthetic', examples: count, words: 250, seed: 1 },
  );
  const texts = examples.slice(0, count).map(({ text }) => text);
  const predictor = await untrained(texts);
  try {
    predictor.batchPredict(texts.slice(0, 256)); // warms up
    texts.slice(0, 20).forEach((text) => predictor.predictSentiment(text));
    log('one by one');
    const alone = timed(() => texts.map((text) => predictor.predictSentiment(text).probability));
    log('by batchPredict');
    const together = timed(() => predictor.batchPredict(texts).map(({ probability }) => probability));
    const difference = alone.value.reduce(
      (largest, p, i) => Math.max(largest, Math.abs(p - (together.value[i] ?? NaN))),
      0,
    );
    const perSecond = { oneByOne: texts.length / alone.seconds, batch: texts.length / together.seconds };
    const ratio = alone.seconds / together.seconds;
    return {
      json: { data, texts: texts.length, model: { ...MODEL }, perSecond, ratio, difference },
      lines: [
        `${texts.length} texts of ${data}, ${MODEL.kind} of ${MODEL.units} units`,
        `one by one     ${perSecond.oneByOne.toFixed(0).padStart(7)} predictions/s`,
        `batchPredict   ${perSecond.batch.toFixed(0).padStart(7)} predictions/s, ${ratio.toFixed(1)} times as many`,
        `largest difference of a probability: ${difference.toExponential(1)}`,
      ],
    };
  } finally {
    predictor.dispose();
  }
}

async function untrained(texts: readonly string[]): Promise<Predictor> {
  const backend = await getBackend();
  const pipeline = await TextPipeline.fit(texts, { maxLength: 256, maxSize: 20_000 });
  const config = parseModelConfig(MODEL);
  const rng = new Rng(1);
  const vocabularySize = pipeline.vocabulary.size;
  const matrix = Float32Array.from({ length: vocabularySize * DIMENSIONS }, () => rng.normal() * 0.4);
  const model = createTrainable(config, {
    backend,
    vocabularySize,
    embedding: { matrix, dimensions: DIMENSIONS, trainable: false },
    seed: 1,
  });
  const { arrays } = model.exportState();
  model.dispose();
  const file = { bytes: 0, sha256: '0'.repeat(64) }; // it lies in no folder
  return createPredictor(
    {
      manifest: {
        format: 'sentilab-model',
        schemaVersion: 2,
        config: { model: { ...config } },
        labels: ['negative', 'positive'],
        threshold: 0.5,
        data: { name: 'bench', fingerprint: file.sha256, splitFingerprint: null },
        metrics: {},
        files: { 'weights.bin': file, 'pipeline.json': file },
      },
      arrays: arrays.filter(({ name }) => name.startsWith('weights/')),
      pipeline: pipeline.toJSON(),
      features: null,
    },
    backend,
  );
}

function timed<T>(run: () => T): { readonly value: T; readonly seconds: number } {
  const start = performance.now();
  const value = run();
  return { value, seconds: (performance.now() - start) / 1000 };
}
