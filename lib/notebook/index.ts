/** Showing things in a notebook: figures, live curves, tables, the stop button. Data frames are in `sentilab/notebook/node`. */
export { show } from './show.ts';
export { liveCurve } from './live-curve.ts';
export type { LiveCurve, LiveCurveOptions } from './live-curve.ts';
export { table } from './table.ts';
export type { ShownTable, TableOptions } from './table.ts';
export { interruptSignal } from './interrupt-signal.ts';
export { notebookHost } from './host.ts';
export type { FigureLike, MimeBundle, NotebookHost, ShownFigure, TableContent } from './host.ts';
