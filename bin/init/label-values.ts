import type { SourceConfigInput } from 'sentilab/data';
import { resolveSource, streamTexts } from 'sentilab/data/node';

/** More than that are not classes: the column is another one. */
const MOST = 10;

/**
 * The values in a file's column of labels, the most frequent first; null when there are more than ten of them, or the
 * column cannot be read.
 */
export async function labelValues(
  source: SourceConfigInput,
): Promise<[value: string, rows: number][] | null> {
  const config = resolveSource(source);
  if (!('label' in config)) return null;
  const counts = new Map<string, number>();
  try {
    for await (const { text } of streamTexts({ ...config, text: config.label })) {
      counts.set(text, (counts.get(text) ?? 0) + 1);
      if (counts.size > MOST) return null;
    }
  } catch {
    return null; // the first error is the one to report
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

/** `--labels` with every value, to be corrected where the classes are meant the other way round. */
export function proposedLabels(values: readonly (readonly [string, number])[]): string {
  const names = values.map(([value]) => value).sort();
  const numeric = names.every((name) => Number.isFinite(Number(name)));
  const sorted = numeric ? names.sort((a, b) => Number(a) - Number(b)) : names;
  const half = (sorted.length - 1) / 2;
  return sorted.map((name, i) => `${name}=${i < half ? '0' : i > half ? '1' : '-'}`).join(',');
}
