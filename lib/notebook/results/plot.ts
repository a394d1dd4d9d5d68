import { UserError } from '../../errors/index.ts';
import type { Figure } from '../../plots/index.ts';
import { DISPLAY } from '../display.ts';
import { notebookHost, type MimeBundle } from '../host.ts';

/** A figure that a cell can end with; `show(figure)` draws it in the middle of one. */
export interface Plot extends Figure {
  readonly [DISPLAY]: () => MimeBundle;
}

/** The figure, drawn where a cell ends with it. */
export function plot(figure: Figure): Plot {
  return {
    ...figure,
    [DISPLAY]: () => notebookHost()?.figureBundle(figure) ?? { 'text/plain': '[plot]' },
  };
}

/** @throws UserError always, with what would have to be there */
export function nothingToDraw(name: string, fix: string): never {
  throw new UserError('There is nothing to draw.', { field: `plots.${name}`, fix });
}
