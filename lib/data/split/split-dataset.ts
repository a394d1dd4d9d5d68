import { UserError } from '../../errors/index.ts';
import { hashOf } from '../../hash/index.ts';
import { Rng } from '../../random/index.ts';
import { parseConfig } from '../../config/index.ts';
import { foldText } from '../fold-text.ts';
import { splitConfigSchema } from './split-config.ts';
import type { SplitConfigInput } from './split-config.ts';
import type { Dataset, Example, Split, SplitKind } from '../types.ts';

/** Examples that must stay together. */
interface Unit {
  readonly members: number[];
  /** Members per class. */
  readonly counts: [number, number];
}

/**
 * Parts a data set into train, validation and test: the same shares of both classes, the same parts for the same seed.
 * Examples whose texts differ in case and white space at most stay together, so no text is in two parts; with `blocks`
 * whole groups stay together too. Parts keep the order of the data set.
 *
 * The sizes are exact (round(share × class size) per class) wherever the units are small; with groups they are the
 * nearest that whole groups can give.
 *
 * @throws UserError when a field is wrong, the shares leave nothing to train on, or a part would be empty
 */
export function splitDataset(dataset: Pick<Dataset, 'name' | 'examples'>, config: SplitConfigInput): Split {
  const { kind: wanted, validation, test, seed } = parseConfig(splitConfigSchema, config, 'split');
  if (validation + test > 0.9)
    throw new UserError('Validation and test together take at most nine tenths.', {
      field: 'split',
      value: { validation, test },
      fix: 'Use for example 0.1 and 0.1.',
    });
  const { examples } = dataset;
  const kind = kindOf(wanted, dataset);
  const units = new Rng(seed).split('split').shuffle(unitsOf(examples, kind === 'blocks'));
  const part = new Uint8Array(examples.length); // 0 train, 1 validation, 2 test
  let rest = units;
  for (const [number, share] of [
    [2, test],
    [1, validation],
  ] as const) {
    const taken = take(rest, share, examples);
    for (const unit of taken) for (const member of unit.members) part[member] = number;
    rest = rest.filter((unit) => !taken.has(unit));
    if (share > 0 && taken.size === 0) throw tooSmall(dataset, number === 2 ? 'test' : 'validation', share);
  }
  const partOf = (number: number): Example[] => examples.filter((_, i) => part[i] === number);
  const parts = { train: partOf(0), validation: partOf(1), test: partOf(2) };
  if (parts.train.length === 0) throw tooSmall(dataset, 'train', 1 - validation - test);
  return { kind, seed, ...parts, fingerprint: fingerprintOf(parts) };
}

function kindOf(wanted: SplitKind | 'auto', { name, examples }: Pick<Dataset, 'name' | 'examples'>): SplitKind {
  const grouped = examples.some(({ group }) => group !== undefined);
  if (wanted === 'blocks' && !grouped)
    throw new UserError(`The examples of ${name} have no groups to keep together.`, {
      field: 'split.kind',
      value: wanted,
      fix: 'Use "random-stratified" or "auto".',
    });
  return wanted === 'auto' ? (grouped ? 'blocks' : 'random-stratified') : wanted;
}

/** Connected components: examples are joined by their text and, if asked, by their group. */
function unitsOf(examples: readonly Example[], byGroup: boolean): Unit[] {
  const parent = examples.map((_, i) => i);
  const find = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root] as number;
    for (let j = i; j !== root; ) [j, parent[j]] = [parent[j] as number, root];
    return root;
  };
  const first = new Map<string, number>();
  const join = (key: string, i: number): void => {
    const other = first.get(key);
    if (other === undefined) first.set(key, i);
    else parent[find(i)] = find(other);
  };
  examples.forEach(({ text, group }, i) => {
    join(`text ${foldText(text)}`, i);
    if (byGroup && group !== undefined) join(`group ${group}`, i);
  });
  const units = new Map<number, Unit>();
  examples.forEach(({ label }, i) => {
    const root = find(i);
    const unit = units.get(root) ?? { members: [], counts: [0, 0] };
    unit.members.push(i);
    unit.counts[label]++;
    units.set(root, unit);
  });
  return [...units.values()];
}

/** Units in their shuffled order until each class has its share. */
function take(units: readonly Unit[], share: number, examples: readonly Example[]): Set<Unit> {
  const positives = examples.filter(({ label }) => label === 1).length;
  const need: [number, number] = [
    Math.round(share * (examples.length - positives)),
    Math.round(share * positives),
  ];
  const taken = new Set<Unit>();
  const add = (unit: Unit): void => {
    taken.add(unit);
    need[0] -= unit.counts[0];
    need[1] -= unit.counts[1];
  };
  for (const unit of units) if (unit.counts[0] <= need[0] && unit.counts[1] <= need[1]) add(unit);
  // What is still missing is smaller than any unit that is left: take one more where that comes nearer to the share.
  const distance = ([a, b]: readonly [number, number]): number => Math.abs(a) + Math.abs(b);
  for (const unit of units)
    if (
      !taken.has(unit) &&
      distance([need[0] - unit.counts[0], need[1] - unit.counts[1]]) < distance(need)
    )
      add(unit);
  return taken;
}

function fingerprintOf(parts: Record<'train' | 'validation' | 'test', readonly Example[]>): string {
  const ids = (part: readonly Example[]): string[] => part.map(({ id }) => id);
  return hashOf({ train: ids(parts.train), validation: ids(parts.validation), test: ids(parts.test) }, 64);
}

function tooSmall({ name, examples }: Pick<Dataset, 'name' | 'examples'>, part: string, share: number): UserError {
  return new UserError(`${name} has too few examples (${examples.length}): the ${part} part would be empty.`, {
    field: `split.${part}`,
    value: share,
    fix: 'Use a larger share or more examples.',
  });
}
