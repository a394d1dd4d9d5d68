import { html, type Html } from './html.ts';

/** As far as a place for it must know. */
interface Placed {
  readonly light: { readonly layout: { readonly height?: unknown } };
}

/**
 * The place of a figure with its caption; null for one that has nothing to show.
 *
 * @param figures what `renderPage` is given; a height that a figure asks for is that of its place
 * @param look further classes of the place
 */
export function plotFigure(
  figures: Readonly<Partial<Record<string, Placed>>>,
  name: string,
  title: string,
  caption: string,
  look = '',
): Html | null {
  const figure = figures[name];
  if (figure === undefined) return null;
  const { height } = figure.light.layout;
  const style = typeof height === 'number' ? `height: ${height}px` : '';
  return html`<figure>
    <figcaption>${caption}</figcaption>
    <div
      class="plot ${look}"
      style="${style}"
      data-figure="${name}"
      role="img"
      aria-label="${title}. ${caption}"
    ></div>
  </figure>`;
}
