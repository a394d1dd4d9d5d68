import type { RobustnessReport } from '../augment/index.ts';
import { html, type Html } from './page/html.ts';
import { renderPage } from './page/page.ts';
import { plotFigure } from './page/plot-figure.ts';
import { robustnessCurves, robustnessFigure, type RobustnessCurve } from './robustness.ts';

/** What the page shows. */
export interface RobustnessPageInput {
  readonly report: RobustnessReport;
  /** Which model, in words: its experiment and run, or its folder. */
  readonly model: string;
  /** Which texts: `test part of rt`. */
  readonly data: string;
  /** plotly.js as source text: `plotlySource()` of `sentilab/plots/node`. */
  readonly plotlySource: string;
}

/** One self-contained page with the table and the figure; opens from disk. The same input gives the same bytes. */
export function renderRobustnessPage({ report, model, data, plotlySource }: RobustnessPageInput): string {
  const figures = {
    robustness: {
      light: robustnessFigure(report, { theme: 'light' }),
      dark: robustnessFigure(report, { theme: 'dark' }),
    },
  };
  const curves = robustnessCurves(report);
  const { clean } = report;
  return renderPage({
    title: `Robustness of ${model}`,
    header: html`
      <p class="eyebrow">sentilab robustness</p>
      <h1>How the model stands noise</h1>
      <p class="muted">${model}. ${report.examples} texts, ${data}; seed ${report.seed}.</p>
      <div class="verdict" role="note">
        <p>
          <strong>
            ${percent(clean.accuracy)} on the texts as they are, ${percent(report.meanAccuracy)} on average
            over all damage.
          </strong>
        </p>
        <p>${worst(curves)}</p>
      </div>
    `,
    main: html`
      <section>
        <h2>Accuracy by strength</h2>
        ${plotFigure(
          figures,
          'robustness',
          'Accuracy by kind and strength of the damage',
          'Bars: 95 % intervals (Wilson). Band: that of the texts as they are. Strengths are given in the table.',
        )}
      </section>
      <section>
        <h2>Table</h2>
        <div class="scroll" tabindex="0" role="region" aria-label="Accuracy by corruption and strength">
          <table>
            <caption>
              Accuracy, its 95 % interval, and at which strength how many texts are answered otherwise than
              before.
            </caption>
            <thead>
              <tr>
                <th scope="col">damage</th>
                ${[1, 2, 3, 4].map((grade) => html`<th scope="col" class="number">strength ${grade}</th>`)}
              </tr>
            </thead>
            <tbody>
              ${curves.map(tableRow)}
            </tbody>
          </table>
        </div>
      </section>
    `,
    footer: html`<p>This page is one file and needs no network.</p>`,
    figures,
    plotlySource,
  });
}

function tableRow({ title, unit, points }: RobustnessCurve): Html {
  return html`<tr>
    <th scope="row">${title}<br /><span class="muted">share of the ${unit}</span></th>
    ${points.slice(1).map(
      ({ accuracy, low, high, strength, flipped }) =>
        html`<td class="number">
          ${percent(accuracy)}<br />
          <span class="muted">${number(low)} – ${number(high)}</span><br />
          <span class="muted">at ${percent(strength, 0)}: ${percent(flipped)} otherwise</span>
        </td>`,
    )}
  </tr>`;
}

function worst(curves: readonly RobustnessCurve[]): string {
  const first = curves[0];
  const [start, end] = [first?.points[0], first?.points.at(-1)];
  if (!first || !start || !end) return '';
  const lost = (100 * (start.accuracy - end.accuracy)).toFixed(1);
  return `Most is lost by ${first.title}: ${lost} points at ${percent(end.strength, 0)} of the ${first.unit}.`;
}

const number = (share: number): string => (100 * share).toFixed(1);
const percent = (share: number, digits = 1): string => `${(100 * share).toFixed(digits)} %`;
