import type { Figure, Theme } from '../figure.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { DRAW_SCRIPT } from './draw-script.ts';
import { html, inlineScript, jsonForScript, scriptSafe, trusted, type Html } from './html.ts';
import { STYLE } from './style.ts';

/** What every page has. */
export interface PageParts {
  /** Of the window. */
  readonly title: string;
  /** Small words over the heading, the heading, and what stands below it. */
  readonly header: Html;
  readonly main: Html;
  readonly footer: Html;
  /** By the name in `data-figure`; drawn in the scheme that the reader has. */
  readonly figures: Readonly<Partial<Record<string, Readonly<Record<Theme, Figure>>>>>;
  /** plotly.js as source text: `plotlySource()` of `sentilab/plots/node`. */
  readonly plotlySource: string;
  /** CSS that this page needs beyond the shared one. */
  readonly style?: string;
}

/**
 * One self-contained HTML page that opens from disk with no network. Names and texts out of data are escaped, and the
 * page's own policy runs nothing but its two scripts. The same parts give the same bytes.
 */
export function renderPage({
  title,
  header,
  main,
  footer,
  figures,
  plotlySource,
  style = '',
}: PageParts): string {
  const plotly = scriptSafe(plotlySource);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="${contentSecurityPolicy([plotly, DRAW_SCRIPT])}"
        />
        <title>${title}</title>
        <style>
          ${trusted(STYLE + style)}
        </style>
      </head>
      <body>
        <header>${header}</header>
        <main>${main}</main>
        <footer>${footer}</footer>
        <script type="application/json" id="figures">
          ${jsonForScript(figures)}
        </script>
        ${inlineScript(plotly)} ${inlineScript(DRAW_SCRIPT)}
      </body>
    </html> `.markup;
}
