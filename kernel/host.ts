import { randomBytes } from 'node:crypto';
import type { MimeBundle } from './display.ts';
import { figureHtml, libraryHtml, updateHtml } from './figure.ts';
import type { Figure } from './figure.ts';
import { tableBundle } from './table.ts';
import type { Table } from './table.ts';

/** Where library code finds the notebook it runs in: `globalThis[Symbol.for('sentilab.notebook')]`, absent elsewhere. */
export const HOST_SYMBOL = Symbol.for('sentilab.notebook');

/** A plot that is on the page. */
export interface ShownFigure {
  /** Draws new data into the same plot. */
  update(figure: Figure): void;
}

/** An output that can be replaced. */
export interface ShownOutput {
  update(bundle: MimeBundle): void;
}

/** What the kernel offers to the code that runs in it. `lib/notebook` is its typed face. */
export interface NotebookHost {
  /** Shows something under the running cell. */
  display(bundle: MimeBundle): ShownOutput;
  /** Shows a plotly figure under the running cell. */
  showFigure(figure: Figure): ShownFigure;
  /** A plotly figure as MIME bundle, for a value that ends a cell; the page then has the library. */
  figureBundle(figure: Figure): MimeBundle;
  /** A table as MIME bundle, everything escaped. */
  tableBundle(table: Table): MimeBundle;
}

interface Runner {
  readonly cellId: string;
  readonly executionCount: number;
  publish(type: string, content: object): void;
}

/**
 * Makes the host of this kernel.
 *
 * @param loadPlotly the source of plotly.js, read when the first plot is shown
 */
export function makeHost(runner: Runner, loadPlotly: () => string): NotebookHost {
  let library: { readonly cellId: string; readonly execution: number } | null = null;
  const newId = (): string => `sentilab-${randomBytes(6).toString('hex')}`; // unique in every page, not a random draw

  function display(bundle: MimeBundle): ShownOutput {
    // Updates go out as messages of the cell that made the display, also when that has ended.
    const publish = runner.publish.bind(runner);
    const transient = { display_id: newId() };
    publish('display_data', { data: bundle, metadata: {}, transient });
    return { update: (data) => publish('update_display_data', { data, metadata: {}, transient }) };
  }

  /**
   * The plotting library (4.7 MB) goes into the page once: with the first cell that plots, and again whenever that
   * cell runs again, because running it takes its outputs away and with them the library out of the saved file.
   */
  function provideLibrary(): void {
    const { cellId, executionCount: execution } = runner;
    const again = library !== null && library.cellId === cellId && library.execution !== execution;
    if (library !== null && !again) return;
    library = { cellId, execution };
    display({ 'text/html': libraryHtml(loadPlotly()), 'text/plain': '' });
  }

  function place(id: string, figure: Figure): MimeBundle {
    provideLibrary();
    return { 'text/html': figureHtml(id, figure), 'text/plain': '[plot]' };
  }

  return {
    display,
    tableBundle,
    figureBundle: (figure) => place(newId(), figure),
    showFigure(figure) {
      const id = newId();
      display(place(id, figure));
      let updates: ShownOutput | null = null;
      return {
        update(changed) {
          const bundle = { 'text/html': updateHtml(id, changed), 'text/plain': '' };
          if (updates) updates.update(bundle);
          else updates = display(bundle);
        },
      };
    },
  };
}

/** Makes the host known to library code. */
export function publishHost(runner: Runner, loadPlotly: () => string): NotebookHost {
  const host = makeHost(runner, loadPlotly);
  Object.defineProperty(globalThis, HOST_SYMBOL, { configurable: true, value: host });
  return host;
}

/** The host of this process; throws outside a notebook. */
export function currentHost(): NotebookHost {
  const host: unknown = Reflect.get(globalThis, HOST_SYMBOL);
  if (!host) throw new Error('Not in a notebook.');
  return host as NotebookHost;
}
