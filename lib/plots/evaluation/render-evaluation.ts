import { EVALUATION_REPORT_VERSION, type EvaluationReport } from '../../evaluation/index.ts';
import { html } from '../page/html.ts';
import { renderPage } from '../page/page.ts';
import { EVALUATION_STYLE, evaluationSections } from './evaluation-sections.ts';
import { evaluationFigures } from './evaluation-figures.ts';
import { evaluationVerdict } from './verdict.ts';

/** Everything the page is made of. */
export interface EvaluationPageInput {
  readonly report: EvaluationReport;
  /** plotly.js as source text: `plotlySource()` of `sentilab/plots/node`. */
  readonly plotlySource: string;
}

/**
 * The evaluation as one self-contained HTML page that opens from disk with no network. Names and texts out of data are
 * escaped, and the page's own policy runs nothing but its two scripts. The same report gives the same bytes.
 */
export function renderEvaluation({ report, plotlySource }: EvaluationPageInput): string {
  const { data, models } = report;
  const figures = evaluationFigures(report);
  const [headline, ...details] = evaluationVerdict(report);
  return renderPage({
    title: `Evaluation – ${data.name}`,
    header: html`
      <p class="eyebrow">sentilab evaluation <code>${data.name}</code></p>
      <h1>${models.map(({ name }) => name).join(', ')} on ${data.title}</h1>
      <p class="muted">
        ${data.examples.toLocaleString('en')} examples, ${data.positives.toLocaleString('en')} positive.
        ${data.attribution}
      </p>
      <div class="verdict" role="note">
        <p><strong>${headline ?? ''}</strong></p>
        ${details.map((sentence) => html`<p>${sentence}</p>`)}
      </div>
    `,
    main: evaluationSections(report, figures),
    footer: html`
      <p>
        Written by sentilab (evaluation report version ${EVALUATION_REPORT_VERSION}). This page is one file
        and needs no network.
      </p>
    `,
    figures,
    plotlySource,
    style: EVALUATION_STYLE,
  });
}
