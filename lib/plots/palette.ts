import type { Theme } from './figure.ts';

/**
 * Colours for categories: Okabe & Ito (2008), told apart by all common forms of colour blindness, in an order that keeps
 * neighbours far apart. Every one has a contrast of at least 2 on its page, the first three of 3: lines are drawn thick.
 */
export const PALETTE = {
  light: ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9'],
  dark: ['#56B4E9', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#F0E442'],
} as const;

/** Shapes beside the colours, so that no difference rests on colour alone. */
export const SYMBOLS = ['circle', 'square', 'diamond', 'triangle-up', 'cross', 'star'] as const;

/** Colour of the n-th category. After six the colours repeat: use fewer categories. */
export function categoryColor(index: number, theme: Theme): string {
  const colors = PALETTE[theme];
  return colors[index % colors.length] ?? colors[0];
}

/** Marker shape of the n-th category. */
export function categorySymbol(index: number): (typeof SYMBOLS)[number] {
  return SYMBOLS[index % SYMBOLS.length] ?? SYMBOLS[0];
}

/** A colour with opacity as plotly takes it: `#0072B2`, .5 → `rgba(0,114,178,0.5)`. */
export function withAlpha(hex: string, alpha: number): string {
  const channel = (at: number): number => parseInt(hex.slice(at, at + 2), 16);
  return `rgba(${channel(1)},${channel(3)},${channel(5)},${alpha})`;
}

/** Best to worst, by lightness: the best stands out from the page, the worst sinks into it. */
export const BEST_TO_WORST = {
  light: [
    [0, '#0b2f5c'],
    [0.35, '#2f78b7'],
    [1, '#c9d5e0'],
  ],
  dark: [
    [0, '#ffe9a8'],
    [0.35, '#e69f00'],
    [1, '#4b4a4f'],
  ],
} as const;

/** Few to many, for counts. */
export const FEW_TO_MANY = {
  light: [
    [0, '#eef3f8'],
    [1, '#0072B2'],
  ],
  dark: [
    [0, '#232a35'],
    [1, '#1f6fa8'],
  ],
} as const;
