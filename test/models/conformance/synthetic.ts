import { encodeExamples, evaluationBatches, trainingBatches } from '../../../lib/data/index.ts';
import { loadDataset } from '../../../lib/data/node.ts';
import { createTrainable, parseModelConfig } from '../../../lib/models/index.ts';
import type { NetworkConfigInput } from '../../../lib/models/index.ts';
import { Rng } from '../../../lib/random/index.ts';
import type { Backend } from '../../../lib/runtime/index.ts';
import { TextPipeline } from '../../../lib/text/index.ts';

const DIMENSIONS = 8;
const TRAINING = 480;

/** Trains a model on synthetic reviews for some epochs; returns the share it gets right of reviews that it never saw. */
export async function learnSynthetic(
  backend: Backend,
  config: NetworkConfigInput,
  epochs = 5,
): Promise<number> {
  const { examples } = await loadDataset({ kind: 'synthetic', examples: TRAINING + 300, words: 60, seed: 4 });
  const pipeline = await TextPipeline.fit(
    examples.slice(0, TRAINING).map(({ text }) => text),
    { maxLength: 90 },
  );
  const encoded = encodeExamples(pipeline, examples);
  const vocabularySize = pipeline.vocabulary.size;
  const rng = new Rng(6);
  const model = createTrainable(parseModelConfig(config), {
    backend,
    seed: 5,
    vocabularySize,
    embedding: {
      matrix: Float32Array.from({ length: vocabularySize * DIMENSIONS }, () => rng.normal() * 0.3),
      dimensions: DIMENSIONS,
      trainable: true,
    },
  });
  for (let epoch = 0; epoch < epochs; epoch++)
    for (const batch of trainingBatches(encoded.slice(0, TRAINING), {
      batchSize: 16,
      rng: rng.split(`epoch-${epoch}`),
    }))
      model.step(batch, { learningRate: 0.02 * (1 - epoch / epochs), clipNorm: 1 });
  const held = encoded.slice(TRAINING);
  const { batches, restore } = evaluationBatches(held, { batchSize: 100 });
  const probabilities = restore(batches.map((batch) => model.predict(batch)));
  model.dispose();
  const right = held.filter(({ label }, k) => (probabilities[k] as number) > 0.5 === (label === 1));
  return right.length / held.length;
}
