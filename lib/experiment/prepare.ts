import type { Dataset, EncodedExample, SourceConfigInput, Split } from '../data/index.ts';
import { encodeExamples, splitDataset, trainSubset } from '../data/index.ts';
import { loadDataset } from '../data/node.ts';
import type { WordVectors } from '../embeddings/index.ts';
import { loadVectors } from '../embeddings/node.ts';
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
  readonly #prepared = new Latest<Prepared>();
  readonly #vectors = new Latest<WordVectors | null>();

  /** @throws UserError when the data set does not exist or is not there yet */
  dataset(source: SourceConfigInput): Promise<Dataset> {
    const key = canonicalJson(source);
    let loading = this.#datasets.get(key);
    if (!loading) {
      loading = loadDataset(source);
      this.#datasets.set(key, loading);
      loading.catch(() => this.#datasets.delete(key));
    }
    return loading;
  }

  /** The data set in its parts, encoded. */
  prepare({ data, text }: Pick<RunConfig, 'data' | 'text'>): Promise<Prepared> {
    return this.#prepared.get(canonicalJson({ data, text }), null, async () => {
      const dataset = await this.dataset(data.source);
      const split = splitDataset(dataset, data.split);
      const train =
        data.trainSize === undefined
          ? split.train
          : trainSubset(split.train, data.trainSize, data.split.seed);
      const pipeline = await TextPipeline.fit(
        train.map((example) => example.text),
        text,
      );
      return {
        dataset,
        split: train === split.train ? split : { ...split, train },
        pipeline,
        train: encodeExamples(pipeline, train),
        validation: encodeExamples(pipeline, split.validation),
        test: encodeExamples(pipeline, split.test),
      };
    });
  }

  /** The vectors that a configuration wants, or null for none. */
  vectors({ embedding }: Pick<RunConfig, 'embedding'>, prepared: Prepared): Promise<WordVectors | null> {
    const { pipeline, split } = prepared;
    // What happens to the vectors later does not change which are read.
    const key = canonicalJson({ ...embedding, trainable: null, thawAtEpoch: null, scale: null });
    return this.#vectors.get(key, embedding.kind === 'glove' ? null : prepared, () =>
      loadVectors(embedding, {
        vocabulary: pipeline.vocabulary,
        pipeline,
        texts: split.train.map(({ text }) => text),
      }),
    );
  }
}

/** Remembers the last thing made: from the same key and out of the same object it is not made again. */
class Latest<T> {
  #last: { readonly key: string; readonly from: object | null; readonly value: Promise<T> } | null = null;

  get(key: string, from: object | null, make: () => Promise<T>): Promise<T> {
    if (this.#last?.key === key && this.#last.from === from) return this.#last.value;
    const last = { key, from, value: make() };
    this.#last = last;
    last.value.catch(() => {
      if (this.#last === last) this.#last = null;
    });
    return last.value;
  }
}
