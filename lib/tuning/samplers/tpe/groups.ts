import { canonicalJson } from '../../../hash/index.ts';
import type { Params } from '../../params.ts';
import type { Space } from '../../space.ts';
import type { Condition } from '../../space/tree.ts';
import { valueOf } from './columns.ts';

/** Parameters that are always in a trial together: they are modelled jointly. */
export interface Group {
  /** Places of the parameters in `space.names`. */
  readonly columns: readonly number[];
  /** Whether a trial has them, whose row is filled as far as its parents. */
  readonly isIn: (row: Float64Array) => boolean;
}

/** The groups of a space, those of parents before those of their branches; without branches one group of everything. */
export function groupsOf<P extends Params>(space: Space<P>): Group[] {
  const byCondition = new Map<string, { readonly depth: number; readonly columns: number[] }>();
  space.names.forEach((name, column) => {
    const chain = conditionsOf(space, name);
    const key = canonicalJson(chain);
    const group = byCondition.get(key);
    if (group) group.columns.push(column);
    else byCondition.set(key, { depth: chain.length, columns: [column] });
  });
  return [...byCondition.values()]
    .sort((a, b) => a.depth - b.depth)
    .map(({ columns }) => ({
      columns,
      isIn: membership(space, space.names[columns[0] as number] as string),
    }));
}

function membership<P extends Params>(space: Space<P>, name: string): Group['isIn'] {
  const condition = space.condition(name);
  if (condition === null) return () => true;
  const place = space.names.indexOf(condition.parent);
  const parent = space.dimension(condition.parent);
  return (row) => {
    const x = row[place] as number;
    return !Number.isNaN(x) && condition.values.includes(valueOf(parent, x));
  };
}

/** What must hold for a parameter to exist, from the nearest parent up, without what always holds. */
function conditionsOf<P extends Params>(space: Space<P>, name: string): Condition[] {
  const condition = space.condition(name);
  if (condition === null) return [];
  const above = conditionsOf(space, condition.parent);
  const parent = space.dimension(condition.parent);
  const always = 'choices' in parent && condition.values.length === parent.choices.length;
  return always ? above : [condition, ...above];
}
