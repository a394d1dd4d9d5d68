import { html, type Html } from './html.ts';

/**
 * The place of a figure with its caption; null for one that has nothing to show.
 *
 * @param figures what `renderPage` is given
 * @param look further classes of the place
 */
export function plotFigure(
  figures: Readonly<Partial<Record<string, unknown>>>,
  name: string,
  title: string,
  caption: string,
  look = '',
): Html | null {
  return figures[name] === undefined
    ? null
    : html`<figure>
        <figcaption>${caption}</figcaption>
        <div class="plot ${look}" data-figure="${name}" role="img" aria-label="${title}. ${caption}"></div>
      </figure>`;
}
