import type { Dataset, Split } from '../data/index.ts';
import type { RunRecord } from '../tracking/index.ts';

/** What of the data goes into a record. */
export function dataFacts(dataset: Dataset, split: Split): RunRecord['data'] {
  return {
    name: dataset.name,
    fingerprint: dataset.fingerprint,
    split: {
      kind: split.kind,
      seed: split.seed,
      fingerprint: split.fingerprint,
      sizes: { train: split.train.length, validation: split.validation.length, test: split.test.length },
    },
  };
}
