import type { EncodedExample } from '../../data/index.ts';
import { sha256Hex } from '../../hash/index.ts';
import { weightsOf, type Trainable } from '../../models/index.ts';
import type { TrainingConfig } from '../config.ts';
import type { FitEffects, TrainingData } from '../effects.ts';
import type { TrainingIdentity } from './store.ts';

/** What `fit` knows of a training that decides its bits. */
export function trainingIdentity(
  trainable: Trainable,
  data: TrainingData,
  config: TrainingConfig,
  { rng, classWeights, thawAtEpoch }: Pick<FitEffects, 'rng' | 'classWeights' | 'thawAtEpoch'>,
): TrainingIdentity {
  return {
    seed: rng.seed,
    training: config,
    classWeights: classWeights ?? null,
    thawAtEpoch: thawAtEpoch ?? 1,
    weights: Object.fromEntries(weightsOf(trainable.exportState()).map(({ name, shape }) => [name, shape])),
    data: { train: fingerprint(data.train), validation: fingerprint(data.validation) },
  };
}

/** Over ids, labels, tokens and what comes with them, in the order given. */
function fingerprint(examples: readonly EncodedExample[]): string {
  const hashes = examples.map(({ id, label, ids, channels, target }) =>
    [bytesHash(ids), label, target ?? '', channels === undefined ? '' : bytesHash(channels), id].join(' '),
  );
  return sha256Hex(hashes.join('\n'));
}

function bytesHash({ buffer, byteOffset, byteLength }: Int32Array | Float32Array): string {
  return sha256Hex(new Uint8Array(buffer, byteOffset, byteLength));
}
