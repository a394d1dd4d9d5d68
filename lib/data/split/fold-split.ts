import { z } from 'zod';
import { UserError } from '../../errors/index.ts';
import { parseConfig } from '../../config/index.ts';
import { hashOf } from '../../hash/index.ts';
import type { Dataset, Split } from '../types.ts';
import { kFold } from './k-fold.ts';
import type { KFoldConfigInput } from './k-fold-config.ts';
import { splitConfigSchema } from './split-config.ts';
import type { SplitConfigInput } from './split-config.ts';
import { splitDataset } from './split-dataset.ts';

/** One fold of a cross-validation. */
export const foldConfigSchema = z.strictObject({
  of: z.int().min(2).max(100).describe('Number of folds'),
  number: z.int().min(1).max(100).describe('Which of them is the test part, counted from 1'),
});

/** One fold of a cross-validation. */
export type FoldConfig = Readonly<z.infer<typeof foldConfigSchema>>;

/** How the folds of each kind of split are made. */
const FOLD_KINDS = {
  auto: 'auto',
  'random-stratified': 'stratified',
  blocks: 'grouped',
  stratified: 'auto',
  stable: 'auto',
} as const satisfies Record<NonNullable<SplitConfigInput['kind']>, KFoldConfigInput['kind']>;

/**
 * One fold as a split: the fold is the test part, and of the rest the split's share `validation` is set apart by the split's
 * own rule. Over all folds every example is in `test` once. The split's share `test` plays no part; near duplicates stay in
 * one fold unless the split says `exact`.
 *
 * @throws UserError for a fold that does not exist, or what `kFold` and `splitDataset` throw
 */
export function foldSplit(
  dataset: Pick<Dataset, 'name' | 'examples'>,
  split: SplitConfigInput,
  fold: FoldConfig,
): Split {
  const whole = parseConfig(splitConfigSchema, split, 'split');
  const { of, number } = parseConfig(foldConfigSchema, fold, 'fold');
  if (number > of)
    throw new UserError('There is no such fold.', {
      field: 'fold.number',
      value: number,
      fix: `Use 1 to ${of}.`,
    });
  const { kind, seed, duplicates } = whole;
  const folds = kFold(dataset, { kind: FOLD_KINDS[kind], folds: of, seed, ...(duplicates && { duplicates }) });
  const { train: rest, validation: test, fingerprint } = folds[number - 1] as (typeof folds)[number];
  const parted = splitDataset({ name: dataset.name, examples: rest }, { ...whole, test: 0 });
  return { ...parted, test, fingerprint: hashOf({ fold: fingerprint, parts: parted.fingerprint }, 64) };
}
