import { notebookHost } from './host.ts';
import type { FigureLike, ShownFigure } from './host.ts';

export interface LiveFigureOptions {
  /** Redraw at most this often, in milliseconds. Default 300. */
  readonly everyMs?: number;
  /** Milliseconds; default the system's clock. */
  readonly now?: () => number;
}

/** A plot that follows something that changes. */
export interface LiveFigure {
  /** Something changed: draws it, now or with the next change when the last drawing was just before. */
  changed(): void;
  /** Draws what has not been drawn yet. */
  finish(): void;
}

/**
 * Shows a figure and draws it again as it changes: now and then, not for every change, and never by a timer, because
 * training keeps the event loop busy.
 */
export function liveFigure(
  render: () => FigureLike,
  { everyMs = 300, now = Date.now }: LiveFigureOptions = {},
): LiveFigure {
  const shown: ShownFigure | null = notebookHost()?.showFigure(render()) ?? null;
  let drawn = now();
  let pending = false;
  function draw(): void {
    shown?.update(render());
    drawn = now();
    pending = false;
  }
  return {
    changed() {
      pending = true;
      if (now() - drawn >= everyMs) draw();
    },
    finish() {
      if (pending) draw();
    },
  };
}
