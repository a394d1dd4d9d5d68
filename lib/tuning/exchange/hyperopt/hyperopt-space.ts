import { UserError } from '../../../errors/index.ts';
import { canonicalJson } from '../../../hash/index.ts';
import type { Dimensions } from '../../dimensions/branch.ts';
import type { Dimension } from '../../dimensions/dimension.ts';
import type { Params } from '../../params.ts';
import { Space } from '../../space.ts';
import { isExpression } from './hp.ts';
import type { HpExpression, HpValue } from './hp.ts';

/** A space that hyperopt's expressions describe. */
export interface HyperoptSpace<T> {
  readonly space: Space;
  /** The structure as a hyperopt objective gets it: each expression replaced by its value (`space_eval`). */
  readonly evaluate: (params: Params) => HpValue<T>;
}

/**
 * Reads a structure of `hp` expressions (objects, lists, single ones; nested in `hp.choice` at will) into a space. Labels are
 * the parameters' names.
 *
 * @throws UserError for a label that is used twice with different ranges, or is no name
 */
export function hyperoptSpace<const T>(tree: T): HyperoptSpace<T> {
  const space: Space = new Space(dimensionsOf(tree));
  return {
    space,
    evaluate: (params) => {
      space.assertContains(params);
      return valueOf(tree, params) as HpValue<T>;
    },
  };
}

function dimensionsOf(tree: unknown): Dimensions {
  const found: Record<string, Dimension> = {};
  for (const expression of expressionsOf(tree)) {
    const { label } = expression;
    const dimension = withBranches(expression);
    const before = found[label];
    if (before && canonicalJson(before) !== canonicalJson(dimension))
      throw new UserError('Two expressions have the same label, but not the same range.', {
        field: label,
        value: dimension,
        fix: 'Rename one of them.',
      });
    found[label] = dimension;
  }
  return found;
}

function withBranches({ dimension, options }: HpExpression): Dimension {
  if (options === null || dimension.kind !== 'categorical') return dimension;
  const branches = options.map((option, place) => [String(place), dimensionsOf(option)] as const);
  return {
    ...dimension,
    branches: Object.fromEntries(branches.filter(([, inner]) => Object.keys(inner).length > 0)),
  };
}

function expressionsOf(tree: unknown): HpExpression[] {
  if (isExpression(tree)) return [tree];
  return typeof tree === 'object' && tree !== null ? Object.values(tree).flatMap(expressionsOf) : [];
}

function valueOf(tree: unknown, params: Params): unknown {
  if (isExpression(tree)) {
    const value = params[tree.label];
    return tree.options === null ? value : valueOf(tree.options[value as number], params);
  }
  if (Array.isArray(tree)) return tree.map((part) => valueOf(part, params));
  if (typeof tree !== 'object' || tree === null) return tree;
  return Object.fromEntries(Object.entries(tree).map(([key, part]) => [key, valueOf(part, params)]));
}
