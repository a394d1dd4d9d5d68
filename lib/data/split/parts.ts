import { hashOf } from '../../hash/index.ts';
import type { Example, Split, SplitKind } from '../types.ts';

/** 0 train, 1 validation, 2 test, -1 in no part. */
export type PartNumber = -1 | 0 | 1 | 2;

/** The parts as a person sees them; each keeps the order of the data set. */
export function toSplit(
  { kind, seed }: { readonly kind: SplitKind; readonly seed: number },
  examples: readonly Example[],
  part: readonly PartNumber[],
): Split {
  const partOf = (number: PartNumber): Example[] => examples.filter((_, i) => part[i] === number);
  const parts = { train: partOf(0), validation: partOf(1), test: partOf(2) };
  const ids = (members: readonly Example[]): string[] => members.map(({ id }) => id);
  const fingerprint = hashOf(
    { train: ids(parts.train), validation: ids(parts.validation), test: ids(parts.test) },
    64,
  );
  return { kind, seed, ...parts, leftOut: partOf(-1), fingerprint };
}
