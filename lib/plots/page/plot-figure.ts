import { html, type Html } from './html.ts';
import { scrollable } from './scrollable.ts';

/** As far as a place for it must know. */
interface Placed {
  readonly light: { readonly layout: { readonly height?: unknown } };
}

/**
 * The place of a figure with its caption; null for one that has nothing to show.
 *
 * @param figures what `renderPage` is given; a height that a figure asks for is that of its place
 * @param look `square`: as high as it is broad; `wide`: scrolls sideways where there is little room
 */
export function plotFigure(
  figures: Readonly<Partial<Record<string, Placed>>>,
  name: string,
  title: string,
  caption: string,
  look: '' | 'square' | 'wide' = '',
): Html | null {
  const figure = figures[name];
  if (figure === undefined) return null;
  const { height } = figure.light.layout;
  const style = typeof height === 'number' ? `height: ${height}px` : '';
  const plot = html`<div
    class="plot ${look}"
    style="${style}"
    data-figure="${name}"
    role="img"
    aria-label="${title}. ${caption}"
  ></div>`;
  return html`<figure>
    <figcaption>${caption}</figcaption>
    ${look === 'wide' ? scrollable(title, plot) : plot}
  </figure>`;
}
