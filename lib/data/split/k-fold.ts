import { UserError } from '../../errors/index.ts';
import { hashOf } from '../../hash/index.ts';
import { Rng } from '../../random/index.ts';
import { parseConfig } from '../../config/index.ts';
import type { Dataset, Example } from '../types.ts';
import { countsFor, dealUnits } from './deal-units.ts';
import { foldSizes, stratifiedFoldSizes } from './fold-sizes.ts';
import { kFoldConfigSchema } from './k-fold-config.ts';
import type { KFoldConfig, KFoldConfigInput } from './k-fold-config.ts';
import { classCounts, unitsOf } from './units.ts';
import type { Unit } from './units.ts';

/** One way to part a data set in two; over all folds every example is in `validation` once. */
export interface Fold {
  readonly train: readonly Example[];
  readonly validation: readonly Example[];
  /** SHA-256 over the ids of each part: names the fold in records. */
  readonly fingerprint: string;
}

/**
 * Cross-validation: parts a data set into folds, each of which is the validation part once. Duplicates stay in one fold.
 * Without duplicates and groups the folds have exactly the sizes (and class counts) of scikit-learn's KFold and
 * StratifiedKFold; groups are dealt by the rule of its StratifiedGroupKFold. Parts keep the order of the data set.
 *
 * @throws UserError when a field is wrong, `grouped` is asked for without groups, or a fold would be empty
 */
export function kFold(dataset: Pick<Dataset, 'name' | 'examples'>, config: KFoldConfigInput): Fold[] {
  const whole = parseConfig(kFoldConfigSchema, config, 'kFold');
  const { examples } = dataset;
  const foldOf = foldOfEach(examples, whole, kindOf(whole, dataset));
  return Array.from({ length: whole.folds }, (_, fold) => {
    const validation = examples.filter((_example, i) => foldOf[i] === fold);
    if (validation.length === 0)
      throw new UserError(`${dataset.name} has too little for ${whole.folds} folds: fold ${fold + 1} would be empty.`, {
        field: 'kFold.folds',
        value: whole.folds,
        fix: 'Use fewer folds or more examples.',
      });
    const train = examples.filter((_example, i) => foldOf[i] !== fold);
    const ids = (part: readonly Example[]): string[] => part.map(({ id }) => id);
    return { train, validation, fingerprint: hashOf({ train: ids(train), validation: ids(validation) }, 64) };
  });
}

function kindOf(
  { kind }: KFoldConfig,
  { name, examples }: Pick<Dataset, 'name' | 'examples'>,
): Exclude<KFoldConfig['kind'], 'auto'> {
  const grouped = examples.some(({ group }) => group !== undefined);
  if (kind === 'grouped' && !grouped)
    throw new UserError(`The examples of ${name} have no groups to keep together.`, {
      field: 'kFold.kind',
      value: kind,
      fix: 'Use "stratified" or "auto".',
    });
  return kind === 'auto' ? (grouped ? 'grouped' : 'stratified') : kind;
}

/** The fold of each example: what belongs together is dealt first, then single examples fill the folds up. */
function foldOfEach(
  examples: readonly Example[],
  { folds, seed, duplicates }: KFoldConfig,
  kind: 'random' | 'stratified' | 'grouped',
): Int32Array {
  const counts = classCounts(examples);
  const classTotals = kind === 'random' ? [examples.length] : counts;
  const room: number[][] =
    kind === 'random'
      ? foldSizes(examples.length, folds).map((size) => [size])
      : stratifiedFoldSizes(counts, examples[0]?.label ?? 0, folds);
  const units = unitsOf(examples, { groups: kind === 'grouped', duplicates });
  const shuffled = new Rng(seed).split('k-fold').shuffle(units);
  const several = shuffled.filter(({ members }) => members.length > 1);
  const foldOf = new Int32Array(examples.length);
  const place = (unit: Unit, fold: number): void => {
    for (const member of unit.members) foldOf[member] = fold;
    const left = room[fold] as number[];
    countsFor(unit, classTotals).forEach((count, label) => (left[label] = (left[label] as number) - count));
  };
  dealUnits(several, classTotals, folds).forEach((fold, i) => place(several[i] as Unit, fold));
  for (const unit of shuffled) {
    if (unit.members.length > 1) continue;
    const label = kind === 'random' ? 0 : unit.counts[0] === 1 ? 0 : 1;
    place(unit, roomiest(room, label));
  }
  return foldOf;
}

/** The fold with the most room for a class, the first of several. */
function roomiest(room: readonly number[][], label: number): number {
  return room.reduce((best, left, fold) => ((left[label] as number) > (room[best]?.[label] as number) ? fold : best), 0);
}
