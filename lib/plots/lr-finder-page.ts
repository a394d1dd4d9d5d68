import type { LrFinding } from '../training/index.ts';
import { lrFinderFigure } from './lr-finder.ts';
import { contentSecurityPolicy } from './report/content-security-policy.ts';
import { DRAW_SCRIPT } from './report/draw-script.ts';
import { html, inlineScript, jsonForScript, scriptSafe, trusted } from './report/html.ts';
import { STYLE } from './report/style.ts';

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
  const plotly = scriptSafe(plotlySource);
  const figures = {
    lr: {
      light: lrFinderFigure(finding, { theme: 'light' }),
      dark: lrFinderFigure(finding, { theme: 'dark' }),
    },
  };
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="${contentSecurityPolicy([plotly, DRAW_SCRIPT])}"
        />
        <title>Learning rate for ${title}</title>
        <style>
          ${trusted(STYLE)}
        </style>
      </head>
      <body>
        <header>
          <p class="eyebrow">sentilab lr-find</p>
          <h1>A learning rate for ${title}</h1>
          <div class="verdict" role="note">
            <p><strong>${lrFinderVerdict(finding)}</strong></p>
            <p>The configuration has ${current.toPrecision(2)}.</p>
          </div>
        </header>
        <main>
          <section>
            <figure>
              <figcaption>
                Training loss while the learning rate rises step by step; the line is a running mean.
              </figcaption>
              <div
                class="plot"
                style="height: 420px"
                data-figure="lr"
                role="img"
                aria-label="Training loss over the learning rate"
              ></div>
            </figure>
          </section>
        </main>
        <footer><p>This page is one file and needs no network.</p></footer>
        <script type="application/json" id="figures">
          ${jsonForScript(figures)}
        </script>
        ${inlineScript(plotly)} ${inlineScript(DRAW_SCRIPT)}
      </body>
    </html> `.markup;
}
