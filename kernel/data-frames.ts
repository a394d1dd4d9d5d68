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
  type Load = (request: string, parent: Importer, ...rest: unknown[]) => unknown;
  const original = Reflect.get(Module, '_load') as Load;
  let done = false;
  Reflect.set(Module, '_load', function (this: unknown, ...call: Parameters<Load>): unknown {
    const [request, importer, ...rest] = call;
    const load = (name: string): unknown => original.call(this, name, importer, ...rest);
    if (request === '@tensorflow/tfjs-node' && /[\\/]danfojs-node[\\/]/.test(importer?.filename ?? ''))
      return loadTensors(load);
    if (request !== 'danfojs-node' || done) return load(request);
    restoreRemovedUtilities();
    const danfo = load(request);
    done = true;
    teach(require);
    return danfo;
  });
}

type Importer = { readonly filename?: string } | null | undefined;

/** danfojs insists on native TensorFlow; where there is none, the plain one does for what a data frame computes. */
function loadTensors(load: (name: string) => unknown): unknown {
  if (process.env['SENTILAB_BACKEND'] === 'wasm') return load('@tensorflow/tfjs');
  try {
    return load('@tensorflow/tfjs-node');
  } catch {
    return load('@tensorflow/tfjs');
  }
}

/** The TensorFlow binding that danfojs loads calls two functions that Node 23 took away. */
function restoreRemovedUtilities(): void {
  const utilities = util as unknown as Record<string, unknown>;
  utilities['isNullOrUndefined'] ??= (value: unknown) => value === null || value === undefined;
  utilities['isArray'] ??= Array.isArray;
}

/** The base classes learn it: what `groupby` and others return is of these, not of the ones the package exports. */
function teach(require: NodeJS.Require): void {
  const base = 'danfojs-node/dist/danfojs-base';
  const plots = require(`${base}/plotting/plotly/index`) as Record<string, Draw>;
  for (const file of ['frame', 'series']) {
    const { prototype } = (
      require(`${base}/core/${file}`) as { readonly default: { readonly prototype: object } }
    ).default;
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
