import type { ModelDescription } from './describe-model.ts';

const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

/** A description as a table of plain text: a line per layer, then the sums. */
export function descriptionText({ kind, tokens, layers, parameters, flops }: ModelDescription): string {
  const rows = [
    ['layer', 'output', 'parameters', 'FLOPs'],
    ...layers.map((layer) => [
      layer.name,
      `[${layer.output.join(', ')}]`,
      grouped(layer.parameters),
      grouped(layer.flops),
    ]),
    [`${kind}, together`, '', grouped(parameters), grouped(flops)],
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, k) => (k < 2 ? cell.padEnd(widths[k] ?? 0) : cell.padStart(widths[k] ?? 0)))
      .join('  ')
      .trimEnd();
  const rule = '─'.repeat(widths.reduce((sum, width) => sum + width, 2 * (widths.length - 1)));
  return [
    ...[line(rows[0] ?? []), rule, ...rows.slice(1, -1).map(line), rule, line(rows[rows.length - 1] ?? [])],
    `per review of ${grouped(tokens)} tokens, forward; a multiply-add is 2 FLOPs, matrix products alone are counted`,
  ].join('\n');
}
