import { branchKey, type Dimensions } from '../dimensions/branch.ts';
import type { Dimension } from '../dimensions/dimension.ts';
import { isChoice } from '../dimensions/dimension.ts';
import type { Params } from '../params.ts';
import type { Space } from '../space.ts';

/**
 * A space as the TypeScript that makes it, to be pasted into a definition. Constraints are code, which a space cannot print: each stands
 * as a comment with its rule.
 */
export function spaceCode<P extends Params>({ dimensions, constraints }: Space<P>): string {
  const rules = constraints.map(({ rule }) => `\n// and its constraint again: .where(…, ${text(rule)})`);
  return `space(${block(dimensions, '')})${rules.join('')}`;
}

function block(dimensions: Dimensions, indent: string): string {
  const inner = `${indent}  `;
  const lines = Object.entries(dimensions).map(
    ([name, dimension]) => `${inner}${key(name)}: ${code(dimension, inner)},\n`,
  );
  return lines.length === 0 ? '{}' : `{\n${lines.join('')}${indent}}`;
}

function code(dimension: Dimension, indent: string): string {
  if (isChoice(dimension)) {
    const { branches, choices, kind } = dimension;
    const values = choices.map(text).join(', ');
    const list = kind === 'categorical' && values === 'false, true' ? 'boolean()' : `${kind}([${values}])`;
    if (branches === undefined) return list;
    const inner = `${indent}  `;
    const named = kind === 'categorical' && choices.every((value) => typeof value === 'string');
    const lines = choices.flatMap((value) => {
      const branch = branches[branchKey(value)];
      if (branch === undefined) return named ? [`${inner}${key(String(value))}: {},\n`] : [];
      return [`${inner}${key(String(value))}: ${block(branch, inner)},\n`];
    });
    const body = `{\n${lines.join('')}${indent}}`;
    return named ? `choice(${body})` : `branch(${list}, ${body})`;
  }
  const options = [
    ...(dimension.scale === 'log' ? [`scale: 'log'`] : []),
    ...(dimension.step === undefined || (dimension.kind === 'int' && dimension.step === 1)
      ? []
      : [`step: ${dimension.step}`]),
  ];
  const more = options.length === 0 ? '' : `, { ${options.join(', ')} }`;
  return `${dimension.kind}(${dimension.low}, ${dimension.high}${more})`;
}

function key(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : text(name);
}

function text(value: unknown): string {
  return typeof value === 'string'
    ? `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
    : String(value);
}
