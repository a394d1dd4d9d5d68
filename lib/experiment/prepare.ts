import type { Dataset, EncodedExample, Split } from '../data/index.ts';
import { encodeExamples, splitDataset } from '../data/index.ts';
import { loadDataset } from '../data/node.ts';
import { loadGlove } from '../embeddings/node.ts';
import type { WordVectors } from '../embeddings/index.ts';
import { canonicalJson } from '../hash/index.ts';
import { TextPipeline } from '../text/index.ts';
import type { RunConfig } from './run-config.ts';

/** A data set, parted and turned into ids: what all trials with the same data and text configuration share. */
export interface Prepared {
  readonly dataset: Dataset;
  readonly split: Split;
  /** Fitted on the training part alone. */
  readonly pipeline: TextPipeline;
  readonly train: readonly EncodedExample[];
  readonly validation: readonly EncodedExample[];
  readonly test: readonly EncodedExample[];
}

/**
 * Prepares data and remembers the last result: a worker trains many trials on the same data. One instance per process,
 * made by whoever starts it.
 */
export class Preparer {
  readonly #datasets = new Map<string, Promise<Dataset>>();
  #last: { readonly key: string; readonly prepared: Prepared } | null = null;
  #glove: Promise<WordVectors> | null = null;

  /** @throws UserError when the data set does not exist or is not there yet */
  dataset(source: string): Promise<Dataset> {
    let loading = this.#datasets.get(source);
    if (!loading) {
      loading = loadDataset(source);
      this.#datasets.set(source, loading);
      loading.catch(() => this.#datasets.delete(source));
    }
    return loading;
  }

  async prepare(config: Pick<RunConfig, 'data' | 'text'>): Promise<Prepared> {
    const key = canonicalJson({ data: config.data, text: config.text });
    if (this.#last?.key === key) return this.#last.prepared;
    const dataset = await this.dataset(config.data.source);
    const split = splitDataset(dataset, config.data.split);
    const pipeline = TextPipeline.fit(
      split.train.map(({ text }) => text),
      config.text,
    );
    const prepared: Prepared = {
      dataset,
      split,
      pipeline,
      train: encodeExamples(pipeline, split.train),
      validation: encodeExamples(pipeline, split.validation),
      test: encodeExamples(pipeline, split.test),
    };
    this.#last = { key, prepared };
    return prepared;
  }

  /** The pretrained vectors that a configuration wants, or null. */
  async vectors(config: Pick<RunConfig, 'embedding'>): Promise<WordVectors | null> {
    switch (config.embedding.kind) {
      case 'random':
        return null;
      case 'glove':
        return (this.#glove ??= Promise.resolve(loadGlove()));
    }
  }
}
