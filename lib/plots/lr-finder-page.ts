import type { LrFinding } from '../training/index.ts';
import { lrFinderFigure } from './lr-finder.ts';
import { html } from './page/html.ts';
import { renderPage } from './page/page.ts';
import { plotFigure } from './page/plot-figure.ts';

/** What the page shows. */
export interface LrFinderPageInput {
  readonly finding: LrFinding;
  /** Which configuration, in words. */
  readonly title: string;
  /** The rate that the configuration has now. */
  readonly current: number;
  /** plotly.js as source text: `plotlySource()` of `sentilab/plots/node`. */
  readonly plotlySource: string;
}

/** What a range test found, in one sentence. */
export function lrFinderVerdict({ found, points, stopped }: LrFinding): string {
  const ended = `${points.length} steps, ended: ${stopped}`;
  return found === null
    ? `The curve names no learning rate (${ended}). More steps or a wider range may.`
    : `Begin with ${found.suggestion.toPrecision(2)}: the loss falls fastest at ${found.steepest.toPrecision(2)} and is least at ${found.least.toPrecision(2)} (${ended}).`;
}

/** One self-contained page with the figure; opens from disk. The same input gives the same bytes. */
export function renderLrFinderPage({ finding, title, current, plotlySource }: LrFinderPageInput): string {
  const figures = {
    lr: {
      light: lrFinderFigure(finding, { theme: 'light' }),
      dark: lrFinderFigure(finding, { theme: 'dark' }),
    },
  };
  return renderPage({
    title: `Learning rate for ${title}`,
    header: html`
      <p class="eyebrow">sentilab lr-find</p>
      <h1>A learning rate for ${title}</h1>
      <div class="verdict" role="note">
        <p><strong>${lrFinderVerdict(finding)}</strong></p>
        <p>The configuration has ${current.toPrecision(2)}.</p>
      </div>
    `,
    main: html`
      <section>
        ${plotFigure(
          figures,
          'lr',
          'Training loss over the learning rate',
          'Training loss while the learning rate rises step by step; the line is a running mean.',
        )}
      </section>
    `,
    footer: html`<p>This page is one file and needs no network.</p>`,
    figures,
    plotlySource,
  });
}
