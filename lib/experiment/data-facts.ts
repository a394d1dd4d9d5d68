import type { AugmentReport } from '../augment/index.ts';
import type { Dataset, Split } from '../data/index.ts';
import type { RunRecord } from '../tracking/index.ts';

/** What of the data goes into a record. */
export function dataFacts(
  dataset: Dataset,
  split: Split,
  augmented: AugmentReport | null = null,
): RunRecord['data'] {
  return {
    name: dataset.name,
    fingerprint: dataset.fingerprint,
    split: {
      kind: split.kind,
      seed: split.seed,
      fingerprint: split.fingerprint,
      sizes: { train: split.train.length, validation: split.validation.length, test: split.test.length },
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
