import type { GroupOptions } from './groups.ts';

/**
 * How a stored definition wants its runs grouped, or undefined for a search. Older or foreign definitions may hold
 * anything: what cannot be understood is no comparison.
 */
export function groupOptions(definition: unknown): GroupOptions | undefined {
  const compare = member(definition, 'compare');
  const by = member(compare, 'by');
  const over = member(compare, 'over');
  if (!Array.isArray(by) || !by.every((name) => typeof name === 'string') || typeof over !== 'string')
    return undefined;
  const baseline = member(compare, 'baseline');
  const metric = member(compare, 'metric');
  const parameters = member(member(definition, 'space'), 'parameters');
  const choices = Object.fromEntries(
    by.flatMap((name) => {
      const listed = member(member(parameters, name), 'choices');
      return Array.isArray(listed) ? [[name, listed.filter(isValue)]] : [];
    }),
  );
  return {
    by,
    over,
    baseline: isValue(baseline) ? baseline : null,
    metric: typeof metric === 'string' ? metric : 'test/accuracy',
    choices,
  };
}

function isValue(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
