import { notebookHost } from './host.ts';
import type { FigureLike } from './host.ts';

/**
 * Draws a figure under the running cell. It stays in the saved notebook and in an HTML export, and needs no network.
 * Outside a notebook it does nothing.
 */
export function show(figure: FigureLike): void {
  notebookHost()?.showFigure(figure);
}
