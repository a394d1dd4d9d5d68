import type { IntermediateValue, PruneDecision } from './pruner.ts';

/** What pruners have in common: reading reports, and saying why. */
export function keep(reason: string): PruneDecision {
  return { prune: false, reason };
}

export function prune(reason: string): PruneDecision {
  return { prune: true, reason };
}

/** A value for a reason: six digits, the sign of a maximised metric turned back. */
export function shown(value: number, maximised = false): string {
  return String(Number((maximised ? -value : value).toPrecision(4)));
}

/** The value reported at an epoch: none, null (not a finite number) or one. */
export function valueAt(reports: readonly IntermediateValue[], epoch: number): number | null | undefined {
  return reports.findLast((report) => report.epoch === epoch)?.value;
}

/** The smallest finite value; null without one. */
export function minimum(reports: readonly IntermediateValue[]): number | null {
  let least: number | null = null;
  for (const { value } of reports) if (value !== null && (least === null || value < least)) least = value;
  return least;
}

/** The value below which `percent` of the values lie, interpolated linearly as NumPy does. At least one value. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (percent / 100) * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)] as number, sorted[Math.ceil(place)] as number];
  const share = place - Math.floor(place);
  return share < 0.5 ? low + (high - low) * share : high - (high - low) * (1 - share);
}

/**
 * Whether the last report is the first one of its interval: epochs may be skipped in reports, and one decision per interval
 * is enough.
 */
export function isFirstOfInterval(
  reports: readonly IntermediateValue[],
  { warmupEpochs, intervalEpochs }: { readonly warmupEpochs: number; readonly intervalEpochs: number },
): boolean {
  const last = reports.at(-1)?.epoch ?? 0;
  const start = Math.floor((last - 1 - warmupEpochs) / intervalEpochs) * intervalEpochs + warmupEpochs + 1;
  return !reports.slice(0, -1).some(({ epoch }) => epoch >= start && epoch !== last);
}
