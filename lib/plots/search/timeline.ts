import { formatSeconds } from '../../tracking/index.ts';
import { timeline } from '../../tuning/index.ts';
import {
  CONFIG,
  THEMES,
  axis,
  baseLayout,
  plotText,
  type Figure,
  type FigureOptions,
  type Trace,
} from '../figure.ts';
import { categoryColor } from '../palette.ts';
import { selectedPoints } from './selection.ts';

/** A run as the timeline draws it. */
export interface TimelineRun {
  readonly id: string;
  readonly outcome: 'finished' | 'pruned' | 'failed';
  /** What is said of it when the pointer is on it. */
  readonly label: string;
  /** ms since 1970. */
  readonly start: number;
  readonly end: number;
}

export interface TimelineOptions extends FigureOptions {
  /** Ids of runs that stand out. Default none. */
  readonly selected?: ReadonlySet<string>;
}

const OUTCOMES = ['finished', 'pruned', 'failed'] as const;
/** Beside the colour, so that no difference rests on it alone. */
const PATTERNS = { finished: '', pruned: '/', failed: 'x' } as const;
/** So many seconds are one of the axis' units. */
const UNITS = [
  { name: 'hours', seconds: 3600, from: 3 * 3600 },
  { name: 'minutes', seconds: 60, from: 180 },
  { name: 'seconds', seconds: 1, from: 0 },
] as const;

/** Who trained what when: a bar per run, a row per worker. Long pauses are cut out and marked by a dotted line. */
export function timelineFigure(runs: readonly TimelineRun[], options: TimelineOptions = {}): Figure | null {
  const { theme = 'light', selected } = options;
  if (runs.length === 0) return null;
  const { bars, lanes, pauses, busy } = timeline(runs);
  const last = Math.max(...bars.map(({ start, seconds }) => start + seconds));
  const unit = UNITS.find(({ from }) => last >= from) ?? UNITS[2];
  const data = OUTCOMES.flatMap((outcome, index): Trace[] => {
    const own = bars.filter((bar) => runs[bar.index]?.outcome === outcome);
    if (own.length === 0) return [];
    const ids = own.map((bar) => runs[bar.index]?.id ?? '');
    const trace = {
      type: 'bar',
      orientation: 'h',
      name: outcome,
      base: own.map(({ start }) => start / unit.seconds),
      x: own.map(({ seconds }) => seconds / unit.seconds),
      y: own.map(({ lane }) => lane + 1),
      customdata: ids,
      text: own.map(
        ({ index: at, seconds }) =>
          `${plotText(runs[at]?.label ?? '')}<br>${formatSeconds(seconds)}, ${outcome}`,
      ),
      textposition: 'none',
      hovertemplate: '%{text}<extra></extra>',
      width: 0.82,
      marker: {
        color: categoryColor(index, theme),
        line: { color: THEMES[theme].grid, width: own.length > 300 ? 0 : 1 },
        pattern: {
          shape: PATTERNS[outcome],
          bgcolor: categoryColor(index, theme),
          fgcolor: THEMES[theme].text,
          fgopacity: 0.5,
          size: 6,
        },
      },
      ...selectedPoints(ids, selected),
    };
    return [trace as unknown as Trace];
  });
  const { muted } = THEMES[theme];
  return {
    data,
    layout: baseLayout(theme, {
      height: Math.max(220, Math.min(900, 150 + 38 * lanes)),
      barmode: 'overlay',
      bargap: 0.1,
      xaxis: axis(theme, `${unit.name} (workers busy ${Math.round(100 * busy)} % of them)`, {
        range: [0, (1.01 * last) / unit.seconds],
      }),
      yaxis: axis(theme, 'worker', {
        tickformat: 'd',
        dtick: Math.max(1, Math.ceil(lanes / 20)),
        range: [lanes + 0.6, 0.4],
        showgrid: false,
      }),
      showlegend: true,
      shapes: pauses.map(({ at }) => ({
        type: 'line',
        x0: at / unit.seconds,
        x1: at / unit.seconds,
        yref: 'paper',
        y0: 0,
        y1: 1,
        line: { color: muted, width: 1.5, dash: 'dot' },
      })),
      annotations: pauses.slice(0, 4).map(({ at, seconds }) => ({
        x: at / unit.seconds,
        yref: 'paper',
        y: 1,
        yanchor: 'bottom',
        showarrow: false,
        text: `${formatSeconds(seconds)} later`,
        font: { size: 11, color: muted },
      })),
    }),
    config: CONFIG,
  };
}
