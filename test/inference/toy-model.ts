import { createTrainable, parseModelConfig } from 'sentilab/models';
import type { Trainable } from 'sentilab/models';
import { saveModelFolder } from 'sentilab/models/node';
import type { SavedModel } from 'sentilab/models/node';
import { encodeExamples } from 'sentilab/data';
import type { Example } from 'sentilab/data';
import { Rng } from 'sentilab/random';
import type { Backend } from 'sentilab/runtime';
import { TextPipeline } from 'sentilab/text';
import type { TextConfigInput } from 'sentilab/text';
import { fit } from 'sentilab/training';

const GOOD = ['good', 'lovely', 'warm', 'funny'];
const BAD = ['bad', 'dull', 'cold', 'awful'];

/** Sentences whose one telling word decides the label. */
export function sentences(count: number, seed: number): Example[] {
  const rng = new Rng(seed);
  return Array.from({ length: count }, (_, i) => {
    const label = (i % 2) as 0 | 1;
    const noun = rng.pick(['film', 'plot', 'cast', 'story']);
    return { id: `s${i}`, label, text: `a ${rng.pick(label === 1 ? GOOD : BAD)} ${noun} , really` };
  });
}

interface ToyOptions {
  readonly pooling?: 'max-mean' | 'attention';
  readonly text?: TextConfigInput;
}

/** A tiny BiLSTM that was really trained on such sentences, saved to a folder. */
export async function trainToyModel(
  folder: string,
  backend: Backend,
  { pooling = 'max-mean', text = {} }: ToyOptions = {},
): Promise<{ model: Trainable; pipeline: TextPipeline; saved: SavedModel }> {
  const train = sentences(240, 1);
  const pipeline = await TextPipeline.fit(
    train.map(({ text }) => text),
    { maxLength: 12, ...text },
  );
  const config = parseModelConfig({
    kind: 'bilstm',
    units: 4,
    pooling,
    dropout: { embedding: 0, head: 0 },
  });
  const rng = new Rng(2);
  const size = pipeline.vocabulary.size;
  const model = createTrainable(config, {
    backend,
    vocabularySize: size,
    embedding: {
      matrix: Float32Array.from({ length: size * 6 }, () => rng.normal() * 0.3),
      dimensions: 6,
      trainable: true,
    },
    seed: 2,
  });
  await fit(
    model,
    { train: encodeExamples(pipeline, train), validation: encodeExamples(pipeline, sentences(40, 3)) },
    { epochs: 4, batchSize: 16, learningRate: 0.02 },
    { rng },
  );
  const saved: SavedModel = {
    config: { model: config, text: pipeline.config },
    labels: ['negative', 'positive'],
    data: { name: 'toy', fingerprint: 'a'.repeat(64), splitFingerprint: null },
    metrics: {},
    state: model.exportState(),
    pipeline: pipeline.toJSON(),
  };
  saveModelFolder(folder, saved);
  return { model, pipeline, saved };
}
