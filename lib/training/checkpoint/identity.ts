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

/** Over ids, labels and tokens, in the order given. */
function fingerprint(examples: readonly EncodedExample[]): string {
  const hashes = examples.map(({ id, label, ids }) =>
    sha256Hex(new Uint8Array(ids.buffer, ids.byteOffset, ids.byteLength)).concat(` ${label} ${id}`),
  );
  return sha256Hex(hashes.join('\n'));
}
