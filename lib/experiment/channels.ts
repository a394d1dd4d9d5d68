import { crossFitChannels } from '../data/index.ts';
import type { ChannelsConfig, EncodedExample, Example, LogRatioChannels } from '../data/index.ts';
import { encodeCached } from '../data/node.ts';
import { TextPipeline } from '../text/index.ts';

/** The longest text that a pipeline encodes: the counts see whole texts, whatever the model reads of them. */
const WHOLE = 4096;

/** Channels fitted on the training part. */
export interface FittedChannels {
  readonly channels: LogRatioChannels;
  /** The training examples with their cross-fitted channels. */
  readonly examples: readonly EncodedExample[];
}

/**
 * Fits channels on the training part.
 *
 * @param read the examples as the model reads them, in the order of `train`
 * @param seed of the folds
 */
export async function fitChannels(
  pipeline: TextPipeline,
  train: readonly Example[],
  read: readonly EncodedExample[],
  config: ChannelsConfig,
  seed: number,
): Promise<FittedChannels> {
  const json = pipeline.toJSON();
  const whole = await TextPipeline.fromJSON({ ...json, config: { ...json.config, maxLength: WHOLE } });
  const documents = await encodeCached(whole, train, { threads: 1 });
  const { channels, own } = crossFitChannels(
    train.map((example, i) => ({
      // What was made of an example stays in its fold.
      example: { ...example, group: example.group ?? example.id.replace(/\+aug-\d+$/, '') },
      label: example.label,
      ids: documents[i]?.ids ?? new Int32Array(),
      read: read[i]?.ids ?? new Int32Array(),
    })),
    pipeline.vocabulary.size,
    config,
    seed,
  );
  return {
    channels,
    examples: read.map((example, i) => ({ ...example, channels: own[i] ?? new Float32Array() })),
  };
}

/** Examples that the channels were not fitted on, with theirs; as they are without channels. */
export function withChannels(
  channels: LogRatioChannels | null,
  examples: readonly EncodedExample[],
): readonly EncodedExample[] {
  return channels === null
    ? examples
    : examples.map((example) => ({ ...example, channels: channels.of(example.ids) }));
}
