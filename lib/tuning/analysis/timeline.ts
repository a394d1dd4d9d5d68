/** Something that ran from one moment to another, in ms since any moment. */
export interface Timed {
  readonly start: number;
  readonly end: number;
}

/** Where it is drawn. */
export interface TimelineBar {
  /** Place in what was handed in. */
  readonly index: number;
  /** Worker: the first one that was free, counted from 0. */
  readonly lane: number;
  /** Seconds since the first began, without the pauses. */
  readonly start: number;
  readonly seconds: number;
}

/** Who was busy when. */
export interface Timeline {
  readonly bars: readonly TimelineBar[];
  /** So many ran at once at most. */
  readonly lanes: number;
  /** Where a pause is cut out: seconds on the axis, and how long it was. */
  readonly pauses: readonly { readonly at: number; readonly seconds: number }[];
  /** Busy part of all lanes over the whole time, 0 to 1; 1 when nobody ever waited. */
  readonly busy: number;
}

/** A pause shorter than this stays, in ms. */
const SHORTEST_PAUSE = 60_000;

/**
 * Lays runs on as few lanes as ran at once, each on the first free one (greedy colouring of intervals, which needs no lane too
 * many). Times in which nothing ran at all and that are longer than the longest run are cut out: a search that was taken up
 * the next day stays readable.
 */
export function timeline(runs: readonly Timed[]): Timeline {
  const order = runs.map((_, i) => i).sort((a, b) => at(runs, a).start - at(runs, b).start || a - b);
  const longest = Math.max(SHORTEST_PAUSE, ...runs.map(({ start, end }) => end - start));
  const free: number[] = [];
  const bars: TimelineBar[] = [];
  const pauses: { at: number; seconds: number }[] = [];
  const first = order.length === 0 ? 0 : at(runs, order[0] as number).start;
  let cut = 0;
  let last = first;
  let work = 0;
  for (const index of order) {
    const { start, end } = at(runs, index);
    if (start - last > longest) {
      pauses.push({ at: (last - first - cut) / 1000, seconds: (start - last) / 1000 });
      cut += start - last;
    }
    last = Math.max(last, end);
    work += end - start;
    const waiting = free.findIndex((until) => until <= start);
    const lane = waiting < 0 ? free.length : waiting;
    free[lane] = end;
    bars.push({ index, lane, start: (start - first - cut) / 1000, seconds: (end - start) / 1000 });
  }
  const whole = free.length * (last - first - cut);
  return { bars, lanes: free.length, pauses, busy: whole > 0 ? Math.min(1, work / whole) : 1 };
}

function at(runs: readonly Timed[], index: number): Timed {
  return runs[index] as Timed;
}
