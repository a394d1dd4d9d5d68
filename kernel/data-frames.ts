import { Module } from 'node:module';
import util from 'node:util';
import { DISPLAY_SYMBOL } from './display.ts';
import type { MimeBundle } from './display.ts';
import type { Figure } from './figure.ts';
import { currentHost } from './host.ts';
import { tableBundle } from './table.ts';

/** What is used of a danfojs DataFrame or Series. */
interface Frame {
  readonly values: readonly unknown[];
  readonly columns: readonly string[];
  readonly index: readonly (string | number)[];
  readonly shape: readonly number[];
}

interface Danfo {
  readonly DataFrame: { readonly prototype: object };
  readonly Series: { readonly prototype: object };
}

type Draw = (frame: Frame, div: string, config: PlotConfig, plotly: PlotlyLike) => void;

interface PlotConfig {
  readonly config?: object;
  readonly layout?: object;
}

interface PlotlyLike {
  newPlot(div: string, data: Figure['data'], layout: object): void;
}

/** Rows shown of a longer frame: this many from each end. */
const ENDS = 8;
const KINDS = ['line', 'bar', 'scatter', 'hist', 'pie', 'box', 'violin', 'table'] as const;

/**
 * Teaches danfojs-node to show itself as soon as a cell or library loads it: a DataFrame or Series is an HTML table,
 * and `df.plot('name').bar()`, which throws in Node, draws under the cell.
 */
export function installDataFrames(require: NodeJS.Require): void {
  type Load = (request: string, ...rest: unknown[]) => unknown;
  const load = Reflect.get(Module, '_load') as Load;
  let done = false;
  Reflect.set(Module, '_load', function (this: unknown, request: string, ...rest: unknown[]): unknown {
    if (request !== 'danfojs-node' || done) return load.call(this, request, ...rest);
    restoreRemovedUtilities();
    const danfo = load.call(this, request, ...rest) as Danfo;
    done = true;
    teach(danfo, require);
    return danfo;
  });
}

/** The TensorFlow binding that danfojs loads calls two functions that Node 23 took away. */
function restoreRemovedUtilities(): void {
  const utilities = util as unknown as Record<string, unknown>;
  utilities['isNullOrUndefined'] ??= (value: unknown) => value === null || value === undefined;
  utilities['isArray'] ??= Array.isArray;
}

function teach({ DataFrame, Series }: Danfo, require: NodeJS.Require): void {
  const plots = require('danfojs-node/dist/danfojs-base/plotting/plotly/index') as Record<string, Draw>;
  for (const { prototype } of [DataFrame, Series]) {
    Reflect.set(prototype, DISPLAY_SYMBOL, function (this: Frame): MimeBundle {
      return frameBundle(this);
    });
    Reflect.set(prototype, 'plot', function (this: Frame) {
      return plotter(this, plots);
    });
  }
}

/** danfojs computes the traces itself and only hands them to plotly: so here it gets a plotly that shows them. */
function plotter(
  frame: Frame,
  plots: Readonly<Record<string, Draw>>,
): Record<string, (config?: PlotConfig) => void> {
  const plotly: PlotlyLike = {
    newPlot: (_div, data, layout) => void currentHost().showFigure({ data, layout }),
  };
  return Object.fromEntries(
    KINDS.map((kind) => [
      kind,
      (config: PlotConfig = {}) =>
        plots[`${kind}Plot`]?.(
          frame,
          '',
          { config: config.config ?? {}, layout: config.layout ?? {} },
          plotly,
        ),
    ]),
  );
}

/** The first and last rows with their labels, and the size. */
export function frameBundle(frame: Frame): MimeBundle {
  const [height = 0, width = 1] = frame.shape;
  const numbers = [...frame.index.keys()];
  const shown = height <= 2 * ENDS ? numbers : [...numbers.slice(0, ENDS), ...numbers.slice(-ENDS)];
  const rows = shown.map((number) => {
    const row = frame.values[number];
    return Array.isArray(row) ? (row as unknown[]) : [row];
  });
  const rest = height > shown.length ? `, first and last ${ENDS} shown` : '';
  const caption = `${count(height, 'row')} × ${count(width, 'column')}${rest}`;
  const index = shown.map((number) => frame.index[number] ?? number);
  return tableBundle({ columns: frame.columns, rows, index, caption });
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}
