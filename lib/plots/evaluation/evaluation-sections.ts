import type { EvaluationReport } from '../../evaluation/index.ts';
import { formatNumber } from '../../tracking/index.ts';
import { html, type Html } from '../page/html.ts';
import { plotFigure } from '../page/plot-figure.ts';
import type { ThemedFigure } from '../report/report-figures.ts';
import { modelExamples } from './examples.ts';
import { estimatesTable, pairsTable } from './tables.ts';

/** CSS that these sections need beyond the shared one. */
export const EVALUATION_STYLE = `
.pair { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 8px 32px; }
.estimates td .muted { margin-left: 6px; }
.pairs tbody th { white-space: normal; min-width: 140px; }
summary { cursor: pointer; color: var(--accent); margin: 8px 0; }
h4 { margin: 16px 0 4px; font-size: 15px; }
@media (max-width: 760px) {
  .pair { grid-template-columns: minmax(0, 1fr); }
  .estimates tbody th { white-space: normal; min-width: 120px; }
}
`;

/**
 * What an evaluation shows, from the metrics to the examples.
 *
 * @param figures of `evaluationFigures`, under the names that the page draws them by
 */
export function evaluationSections(
  report: EvaluationReport,
  figures: Readonly<Partial<Record<string, ThemedFigure>>>,
): Html {
  const { data, models, bootstrap } = report;
  const figure = (name: string, title: string, caption: string, look?: 'square'): Html | null =>
    plotFigure(figures, name, title, caption, look);
  return html`
    <section>
      <h2>Metrics</h2>
      ${estimatesTable(report)}
      <p class="muted">
        In brackets: bootstrap intervals (${bootstrap.method === 'bca' ? 'BCa' : 'percentile'},
        ${bootstrap.resamples.toLocaleString('en')} ${bootstrap.stratified ? 'stratified ' : ''}resamples,
        seed ${bootstrap.seed}); they cover the draw of these examples, not that of the training.
      </p>
    </section>
    ${
      models.length < 2
        ? null
        : html`<section>
            <h2>Models compared</h2>
            ${pairsTable(report)}
            <p class="muted">
              First minus second, on the same examples; in brackets paired bootstrap intervals. Bold: p below
              0.05 after the correction for the number of pairs.
            </p>
          </section>`
    }
    ${
      figures['roc'] === undefined
        ? null
        : html`<section>
            <h2>Ranking</h2>
            <div class="pair">
              ${figure('roc', 'ROC curve', 'How many are found at which rate of false alarms; the dotted line is a coin’s.')}
              ${figure('precisionRecall', 'Precision and recall', 'How many of those called positive are; the dotted line is a coin’s.')}
            </div>
          </section>`
    }
    <section>
      <h2>Trust</h2>
      <div class="pair">
        ${figure('reliability', 'Reliability', 'What was stated beside what came true, in bins of equal size; on the dotted line the two agree.')}
        ${figure('riskCoverage', 'Risk and coverage', 'Error rate when only the surest predictions are accepted.')}
      </div>
      ${trustFacts(report)}
    </section>
    <section>
      <h2>Where it is right</h2>
      ${figure('length', 'Accuracy by length', `By the length of the text, with ${confidenceWords(report)} % Wilson intervals.`)}
      ${figure('rating', 'Accuracy by rating', 'By the stars its author gave.')}
    </section>
    ${models.map(
      (model, at) =>
        html`<section>
          <h2>Confusion matrix${models.length > 1 ? ` of ${model.name}` : ''}</h2>
          ${figure(`confusion${at}`, 'Confusion matrix', `Counts, shares of the true class, and their ${confidenceWords(report)} % Wilson intervals.`, 'square')}
          ${modelExamples(model, report)}
        </section>`,
    )}
    <section>
      <h2>What was evaluated</h2>
      <dl>
        <dt>data</dt>
        <dd>${data.name}, fingerprint <code>${data.fingerprint.slice(0, 12)}…</code></dd>
        ${models.map(
          ({ name, weightsSha256, threshold }) =>
            html`<dt>${name}</dt>
              <dd>
                threshold ${formatNumber(threshold.value)}
                (${threshold.from})${
                  weightsSha256 === null ? null : html`, weights <code>${weightsSha256.slice(0, 12)}…</code>`
                }
              </dd>`,
        )}
      </dl>
    </section>
  `;
}

function confidenceWords({ bootstrap }: EvaluationReport): string {
  return formatNumber(100 * bootstrap.confidence);
}

/** Calibration errors by both ways of binning, and what a better ranking could save. */
function trustFacts({ models }: EvaluationReport): Html {
  const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
  return html`<dl>
    ${models.map(({ name, calibration, excessRisk, confidences = [] }) => {
      const [width, mass] = calibration;
      return html`<dt>${name}</dt>
        <dd>
          stated probabilities are off by ${percent(width?.expectedError ?? NaN)} on average
          (${percent(mass?.expectedError ?? NaN)} in bins of equal mass; worst bin
          ${percent(mass?.largestError ?? NaN)}); area under risk-coverage above the best order of the same
          mistakes: ${formatNumber(excessRisk)}
          ${confidences.map(
            ({ kind, expectedError, riskCoverageArea }) =>
              html`<br />confidence <code>${kind}</code>: calibration error ${percent(expectedError)}, area
                under risk-coverage ${riskCoverageArea.toFixed(4)}`,
          )}
        </dd>`;
    })}
  </dl>`;
}
