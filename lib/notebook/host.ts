import type { Figure } from '../plots/index.ts';

/** MIME type → content. */
export type MimeBundle = Readonly<Record<string, string | object>>;

/** What is needed of a figure: `Figure` of `sentilab/plots`, or any plotly figure written by hand. */
export type FigureLike = Figure | { readonly data: readonly object[]; readonly layout?: object };

/** Rows and columns to look at, cell by cell. */
export interface TableContent {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  readonly caption?: string;
}

/** A plot on the page. */
export interface ShownFigure {
  /** Draws new data into the same plot. */
  update(figure: FigureLike): void;
}

/** The kernel's side: kernel/host.ts makes it. */
export interface NotebookHost {
  display(bundle: MimeBundle): { update(bundle: MimeBundle): void };
  showFigure(figure: FigureLike): ShownFigure;
  figureBundle(figure: FigureLike): MimeBundle;
  tableBundle(table: TableContent): MimeBundle;
}

/** The notebook this code runs in; null in a script or a test. */
export function notebookHost(): NotebookHost | null {
  const host: unknown = Reflect.get(globalThis, Symbol.for('sentilab.notebook'));
  return host === undefined ? null : (host as NotebookHost);
}
