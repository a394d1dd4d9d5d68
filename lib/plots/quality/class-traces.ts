import type { Data } from 'plotly.js';
import type { Theme, Trace } from '../figure.ts';
import { categoryColor } from '../palette.ts';

/** The classes in the order they are drawn in; the index is their colour's. */
export const CLASSES = ['positive', 'negative'] as const;
/** See `CLASSES`. */
export type ClassName = (typeof CLASSES)[number];

/** Colour of a class, the same in every figure. */
function classColor(label: ClassName, theme: Theme): string {
  return categoryColor(CLASSES.indexOf(label), theme);
}

/** One trace per class, named by it; `draw` gives the rest in the class's colour. */
export function classTraces(theme: Theme, draw: (label: ClassName, color: string) => Partial<Data>): Trace[] {
  return CLASSES.map((label): Trace => ({ name: label, ...draw(label, classColor(label, theme)) }));
}
