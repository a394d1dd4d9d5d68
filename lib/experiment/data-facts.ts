import type { AugmentReport } from '../augment/index.ts';
import type { Dataset, Split } from '../data/index.ts';
import type { RunRecord } from '../tracking/index.ts';

/** What became of the training part: examples it was trained on in the end, and what augmentation did. */
export interface TrainingPart {
  readonly train: { readonly length: number };
  readonly augmented: AugmentReport | null;
}

/** What of the data goes into a record. */
export function dataFacts(
  dataset: Dataset,
  split: Split,
  { train, augmented }: TrainingPart = { train: split.train, augmented: null },
): RunRecord['data'] {
  return {
    name: dataset.name,
    fingerprint: dataset.fingerprint,
    split: {
      kind: split.kind,
      seed: split.seed,
      fingerprint: split.fingerprint,
      sizes: { train: train.length, validation: split.validation.length, test: split.test.length },
    },
    ...(augmented && { augmentation: augmentationFacts(augmented) }),
  };
}

function augmentationFacts({
  originals,
  made,
  augmenters,
}: AugmentReport): RunRecord['data']['augmentation'] {
  return {
    originals,
    made,
    augmenters: augmenters.map(({ kind, wanted, made: kept, refused }) => ({
      kind,
      wanted,
      made: kept,
      refused: { ...refused },
    })),
  };
}
