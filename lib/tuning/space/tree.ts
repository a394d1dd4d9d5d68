import { UserError } from '../../errors/index.ts';
import { canonicalJson } from '../../hash/index.ts';
import { branchKey } from '../dimensions/branch.ts';
import type { Dimensions } from '../dimensions/branch.ts';
import { cardinality, checkDimension, isChoice } from '../dimensions/dimension.ts';
import type { Dimension } from '../dimensions/dimension.ts';
import type { ParamValue } from '../params.ts';

/** When a parameter exists: its parent has one of these values (and exists itself). */
export interface Condition {
  readonly parent: string;
  readonly values: readonly ParamValue[];
}

/** A parameter with the place it has in the tree. */
export interface Node {
  readonly name: string;
  readonly dimension: Dimension;
  /** null: in every trial. */
  readonly condition: Condition | null;
}

/**
 * All parameters of a space, branches included, by name.
 *
 * @throws UserError for a bad name or dimension, and for one name at two places that differ in range or parent
 */
export function nodesOf(dimensions: Dimensions): ReadonlyMap<string, Node> {
  const nodes = new Map<string, Node>();
  collect(nodes, dimensions, 'space', null);
  return nodes;
}

function collect(
  nodes: Map<string, Node>,
  dimensions: Dimensions,
  path: string,
  condition: Condition | null,
): void {
  for (const name of Object.keys(dimensions).sort()) {
    checkName(name);
    const dimension = dimensions[name] as Dimension;
    const field = `${path}.${name}`;
    checkDimension(dimension, field);
    const before = nodes.get(name);
    if (before) {
      nodes.set(name, together(before, dimension, condition, field));
      if (isChoice(dimension) && dimension.branches) continue; // the same branches, collected already
    } else nodes.set(name, { name, dimension, condition });
    if (!isChoice(dimension) || !dimension.branches) continue;
    for (const value of dimension.choices) {
      const key = branchKey(value);
      const branch = dimension.branches[key];
      if (branch) collect(nodes, branch, `${field}.${key}`, { parent: name, values: [value] });
    }
  }
}

/** A parameter that two branches of one choice share. */
function together(before: Node, dimension: Dimension, condition: Condition | null, field: string): Node {
  if (before.condition === null || condition?.parent !== before.condition.parent)
    throw new UserError('A parameter’s name stands at two places of the space.', {
      field,
      value: before.name,
      fix: 'Rename one of them; both may be bound to the same field.',
    });
  if (canonicalJson(before.dimension) !== canonicalJson(dimension))
    throw new UserError('Two branches share a parameter, but with different ranges.', {
      field,
      value: dimension,
      fix: 'Make the ranges equal, or rename one of them; both may be bound to the same field.',
    });
  const values = [...new Set([...before.condition.values, ...condition.values])];
  return { ...before, condition: { parent: condition.parent, values } };
}

function checkName(name: string): void {
  // A name like "1" would jump to the front of every object; "__proto__" would vanish from it.
  if (!/^[A-Za-z_][\w.-]*$/.test(name) || name === '__proto__')
    throw new UserError(
      'A parameter’s name is letters, digits, "_", "." and "-", and begins with a letter or "_".',
      {
        field: 'space',
        value: name,
        fix: 'Rename it.',
      },
    );
}

/** Names with parents before their children, and otherwise sorted. */
export function parentsFirst(nodes: ReadonlyMap<string, Node>): string[] {
  const depth = (name: string): number => {
    const condition = nodes.get(name)?.condition;
    return condition ? depth(condition.parent) + 1 : 0;
  };
  return [...nodes.keys()].sort().sort((a, b) => depth(a) - depth(b));
}

/** How many different trials a tree has; Infinity with a real range. */
export function treeCardinality(dimensions: Dimensions): number {
  return Object.values(dimensions).reduce((product, dimension) => product * withBranches(dimension), 1);
}

function withBranches(dimension: Dimension): number {
  if (!isChoice(dimension) || !dimension.branches) return cardinality(dimension);
  const { branches } = dimension;
  return dimension.choices.reduce<number>(
    (sum, value) => sum + treeCardinality(branches[branchKey(value)] ?? {}),
    0,
  );
}
