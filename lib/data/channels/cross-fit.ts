import { kFold } from '../split/k-fold.ts';
import type { Example } from '../types.ts';
import type { ChannelsConfig } from './config.ts';
import { LogRatioChannels, type LabelledIds } from './log-ratio-channels.ts';
import { PresenceCounts } from './presence-counts.ts';

/** A training example: its whole text for the counts, and what the model reads of it. */
export interface ChannelExample extends LabelledIds {
  /** What belongs together (groups, equal texts) is in one fold. */
  readonly example: Example;
  /** Ids as the model reads them, cut to its length. */
  readonly read: Int32Array;
}

export interface CrossFitted {
  /** Fitted on all examples: for texts that are none of them. */
  readonly channels: LogRatioChannels;
  /** Channels of each example, out of ratios that have seen neither it nor its fold, in the order given. */
  readonly own: readonly Float32Array[];
}

/**
 * Channels of training examples by cross-fitting, as stacked models are trained (Wolpert 1992): each fold's ratios come
 * from the other folds, so that they say of a training text what they would say of a new one.
 *
 * @param words size of the vocabulary
 * @param seed of the folds
 * @throws UserError when there are too few examples for the folds
 */
export function crossFitChannels(
  examples: readonly ChannelExample[],
  words: number,
  config: ChannelsConfig,
  seed: number,
): CrossFitted {
  const counts = new PresenceCounts(words, config.bits);
  for (const { ids, label } of examples) counts.add(ids, label);
  const dataset = { name: 'the training part', examples: examples.map(({ example }) => example) };
  const place = new Map(examples.map(({ example }, i) => [example, i]));
  const own = new Array<Float32Array>(examples.length);
  for (const { validation } of kFold(dataset, { folds: config.folds, seed, duplicates: 'exact' })) {
    const fold = validation.map((example) => place.get(example) as number);
    const move = (by: 1 | -1): void => {
      for (const i of fold) counts.add((examples[i] as ChannelExample).ids, (examples[i] as ChannelExample).label, by);
    };
    move(-1);
    const without = LogRatioChannels.of(counts, config);
    for (const i of fold) own[i] = without.of((examples[i] as ChannelExample).read);
    move(1);
  }
  return { channels: LogRatioChannels.of(counts, config), own };
}
