import type { AugmentReport } from '../augment/index.ts';
import { ResourceLoader, augmentExamples } from '../augment/node.ts';
import type {
  Dataset,
  Example,
  EncodedExample,
  LogRatioChannels,
  SourceConfigInput,
  Split,
} from '../data/index.ts';
import { balanceExamples, trainSubset } from '../data/index.ts';
import { encodeCached, fitCached, loadDataset } from '../data/node.ts';
import type { WordVectors } from '../embeddings/index.ts';
import { loadVectors } from '../embeddings/node.ts';
import { UserError } from '../errors/index.ts';
import { canonicalJson } from '../hash/index.ts';
import { Rng } from '../random/index.ts';
import type { TextPipeline } from '../text/index.ts';
import type { RunConfig } from './run-config.ts';
import { fitChannels, withChannels } from './channels.ts';
import { splitData } from './split-data.ts';

/** A data set, parted and turned into ids: what all trials with the same data and text configuration share. */
export interface Prepared {
  readonly dataset: Dataset;
  readonly split: Split;
  /** Fitted on the training part alone. */
  readonly pipeline: TextPipeline;
  readonly train: readonly EncodedExample[];
  readonly validation: readonly EncodedExample[];
  readonly test: readonly EncodedExample[];
  /** What each class counts in the loss; absent: both the same. */
  readonly classWeights?: readonly [negative: number, positive: number];
  /** What augmentation added to the training part and what it refused; null without augmentation. */
  readonly augmented: AugmentReport | null;
  /** Fitted on the training part; the examples have their channels already. null without channels. */
  readonly channels: LogRatioChannels | null;
}

/** A data set as a model wants it that is fitted at once: in its parts, the training part cut, augmented and balanced. */
export type PreparedTexts = Pick<Prepared, 'dataset' | 'split' | 'pipeline' | 'augmented'> & {
  readonly train: readonly Example[];
};

/**
 * Prepares data and remembers the last result: a worker trains many trials on the same data. One instance per process,
 * made by whoever starts it.
 */
export class Preparer {
  readonly #datasets = new Map<string, Promise<Dataset>>();
  readonly #prepared = new Latest<Prepared>();
  readonly #augmentResources = new ResourceLoader();
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

  /**
   * The data set in its parts, encoded.
   *
   * @param seed of the run: augmentation draws from it, nothing else does
   */
  prepare(
    config: Pick<RunConfig, 'data' | 'text' | 'augment' | 'channels'>,
    seed: number,
  ): Promise<Prepared> {
    const { data, text, augment, channels: wanted } = config;
    const key = canonicalJson({ data, text, ...(augment && { augment, seed }), ...(wanted && { wanted }) });
    return this.#prepared.get(key, null, async () => {
      const dataset = await this.dataset(data.source);
      const split = splitData(dataset, data);
      const { train, augmented } = await this.#trainingPart(config, split.train, seed);
      const pipeline = await fitCached(train, text);
      // A worker has one core for itself: its neighbours are encoding too, or have left the ids in the cache.
      const encode = (part: readonly Example[]): Promise<readonly EncodedExample[]> =>
        encodeCached(pipeline, part, { threads: 1 });
      const read = await encode(train);
      const fitted = wanted && (await fitChannels(pipeline, train, read, wanted, data.split.seed));
      const channels = fitted?.channels ?? null;
      const balanced = balanceExamples(
        fitted?.examples ?? read,
        data.balance ?? 'none',
        new Rng(data.split.seed).split('balance'),
      );
      return {
        dataset,
        split: train === split.train ? split : { ...split, train },
        pipeline,
        train: balanced.examples,
        ...(balanced.classWeights && { classWeights: balanced.classWeights }),
        validation: withChannels(channels, await encode(split.validation)),
        test: withChannels(channels, await encode(split.test)),
        augmented,
        channels,
      };
    });
  }

  /**
   * The data set in its parts, with a pipeline for their tokens and nothing encoded.
   *
   * @param seed of the run: augmentation draws from it, nothing else does
   * @throws UserError when classes are to be weighed: a model that is fitted at once has no such weights
   */
  async texts(
    { data, text, augment }: Pick<RunConfig, 'data' | 'text' | 'augment'>,
    seed: number,
  ): Promise<PreparedTexts> {
    const { balance = 'none' } = data;
    if (balance === 'class-weights')
      throw new UserError('A model that is fitted at once has no class weights.', {
        field: 'data.balance',
        value: balance,
        fix: 'Use oversample or undersample.',
      });
    const dataset = await this.dataset(data.source);
    const split = splitData(dataset, data);
    const { train, augmented } = await this.#trainingPart(
      { data, ...(augment && { augment }) },
      split.train,
      seed,
    );
    const pipeline = await fitCached(train, text);
    const { examples } = balanceExamples(train, balance, new Rng(data.split.seed).split('balance'));
    return {
      dataset,
      split: train === split.train ? split : { ...split, train },
      pipeline,
      train: examples,
      augmented,
    };
  }

  /** What is trained on: a part of the split's training part, and what augmentation adds to it. */
  async #trainingPart(
    { data, augment }: Pick<RunConfig, 'data' | 'augment'>,
    whole: readonly Example[],
    seed: number,
  ): Promise<{ train: readonly Example[]; augmented: AugmentReport | null }> {
    const train = data.trainSize === undefined ? whole : trainSubset(whole, data.trainSize, data.split.seed);
    if (augment === undefined) return { train, augmented: null };
    const { examples, report } = await augmentExamples(train, augment, {
      rng: new Rng(seed).split('augment'),
      resources: this.#augmentResources,
    });
    return { train: examples, augmented: report };
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
