import { splitDataset } from 'sentilab/data';
import type { Example } from 'sentilab/data';
import { loadDataset } from 'sentilab/data/node';
import type { EmbeddingConfig, WordVectors } from 'sentilab/embeddings';
import { loadVectors } from 'sentilab/embeddings/node';
import { TextPipeline } from 'sentilab/text';
import { stepLine } from '../progress/step-line.ts';

/** A data set parted for judging vectors: four fifths to learn from, one fifth held out, whole blocks of films. */
export interface VectorData {
  readonly title: string;
  readonly train: readonly Example[];
  readonly heldOut: readonly Example[];
  /** Every token of the training part, however rare. */
  readonly pipeline: TextPipeline;
}

/** @param seed of the split */
export async function prepareVectorData(source: string, seed: number): Promise<VectorData> {
  const dataset = await loadDataset(source);
  const split = splitDataset(dataset, { validation: 0.2, test: 0, seed });
  return {
    title: dataset.title,
    train: split.train,
    heldOut: split.validation,
    pipeline: await vocabularyOf(split.train),
  };
}

/** A pipeline whose vocabulary has every token of some texts. */
export function vocabularyOf(examples: readonly Example[]): Promise<TextPipeline> {
  return TextPipeline.fit(
    examples.map(({ text }) => text),
    { minFrequency: 1, maxSize: 1_000_000 },
  );
}

/** Vectors with progress on standard error; `skip-gram` is trained on the examples given. */
export async function loadWith(
  config: EmbeddingConfig,
  examples: readonly Example[],
  pipeline: TextPipeline,
  threads?: number,
): Promise<WordVectors> {
  const line = stepLine(process.stderr);
  try {
    const vectors = await loadVectors(config, {
      texts: examples.map(({ text }) => text),
      pipeline,
      ...(threads !== undefined && { threads }),
      onProgress: ({ what, done }) => line.show(what, done, 1),
    });
    if (vectors === null) throw new Error(`the kind ${config.kind} has no vectors`); // refused by vectorsWish
    return vectors;
  } finally {
    line.clear();
  }
}
