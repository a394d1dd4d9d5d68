import type { Dimension, Space } from '../../tuning/index.ts';
import type { TableContent } from '../host.ts';

/** A space: a line per parameter, with when it exists. */
export function spaceTable(space: Space): TableContent {
  const rows = space.names.map((name) => {
    const dimension = space.dimension(name);
    const condition = space.condition(name);
    return [
      name,
      dimension.kind,
      valuesOf(dimension),
      condition === null ? 'always' : `${condition.parent} is ${condition.values.join(' or ')}`,
    ];
  });
  const rules = space.constraints.map(({ rule }) => `; ${rule}`).join('');
  const count = space.cardinality;
  const size = Number.isFinite(count)
    ? `${count.toLocaleString('en')} different trials`
    : 'endlessly many trials';
  return { columns: ['parameter', 'kind', 'values', 'exists'], rows, caption: `${size}${rules}` };
}

function valuesOf(dimension: Dimension): string {
  if ('choices' in dimension) return dimension.choices.map(String).join(', ');
  const { low, high, scale, step } = dimension;
  const by = step === undefined || (dimension.kind === 'int' && step === 1) ? '' : ` in steps of ${step}`;
  return `${low} … ${high}${scale === 'log' ? ', log' : ''}${by}`;
}
