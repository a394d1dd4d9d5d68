import type { EvaluationReport } from '../../evaluation/index.ts';
import { RUN_RECORD_VERSION, modelKind, verdictSentences, type RunRecord } from '../../tracking/index.ts';
import { convergenceFindings } from '../../training/index.ts';
import { confusionMatrixFigure } from '../confusion-matrix.ts';
import { evaluationFigures } from '../evaluation/evaluation-figures.ts';
import { EVALUATION_STYLE, evaluationSections } from '../evaluation/evaluation-sections.ts';
import { evaluationVerdict } from '../evaluation/verdict.ts';
import type { Theme } from '../figure.ts';
import { html, type Html } from '../page/html.ts';
import { renderPage } from '../page/page.ts';
import { plotFigure } from '../page/plot-figure.ts';
import { scrollable } from '../page/scrollable.ts';
import { environmentSection } from '../report/environment-section.ts';
import type { ThemedFigure } from '../report/report-figures.ts';
import { metricsTable } from '../report/tables.ts';
import { winnerExamples } from '../report/winner-examples.ts';
import { trainingHistoryFigure } from '../training-history.ts';

/** What a model is made of. */
export interface ModelParts {
  /** Length of the text that shapes and operations are for; null: rows are weights, not layers. */
  readonly tokens: number | null;
  readonly rows: readonly {
    readonly name: string;
    /** In words, such as `[48, 32]`: of a layer its output for one text, of a weight its own. */
    readonly shape: string;
    readonly parameters: number;
    /** Floating-point operations of one text, forward; null of a weight. */
    readonly flops: number | null;
  }[];
}

/** Everything the page is made of. */
export interface TrainingPageInput {
  readonly title: string;
  readonly record: RunRecord;
  /** Of the model and the baseline on the same examples; null: the record's own numbers are shown. */
  readonly evaluation: EvaluationReport | null;
  /** What the comparison to the baseline says. */
  readonly verdict: string;
  /** What the model is made of; null: left out. */
  readonly parts: ModelParts | null;
  /** plotly.js as source text: `plotlySource()` of `sentilab/plots/node`. */
  readonly plotlySource: string;
}

/**
 * One training as one self-contained HTML page that opens from disk with no network: how it went and what its losses say, how
 * good the model is beside the linear baseline, and what it is made of. The same input gives the same bytes.
 */
export function renderTraining(input: TrainingPageInput): string {
  const { title, record, evaluation, plotlySource } = input;
  const figures = figuresOf(input);
  const [headline, ...details] = evaluation
    ? [...evaluationVerdict(evaluation), ...verdictSentences(input.verdict).slice(0, 1)]
    : verdictSentences(input.verdict);
  return renderPage({
    title: `${title} – ${record.experiment}`,
    header: html`
      <p class="eyebrow">sentilab training <code>${record.experiment}</code></p>
      <h1>${title}</h1>
      <p class="muted">${summaryLine(record)}</p>
      <div class="verdict" role="note">
        <p><strong>${headline ?? ''}</strong></p>
        ${details.map((sentence) => html`<p>${sentence}</p>`)}
      </div>
    `,
    main: html`
      ${historySection(record, figures)}
      ${evaluation === null ? recordSection(record, figures) : evaluationSections(evaluation, figures)}
      ${partsSection(input)}
      <section>
        <h2>Configuration</h2>
        <details>
          <summary>Everything that decided this training</summary>
          <pre><code>${JSON.stringify({ ...record.config, seed: record.run.seed }, null, 2)}</code></pre>
        </details>
      </section>
      ${environmentSection(record, 'Train it again and compare the bits:')}
    `,
    footer: html`
      <p>
        Written by sentilab ${record.environment.sentilab} from a run record (schema version
        ${RUN_RECORD_VERSION}). This page is one file and needs no network.
      </p>
    `,
    figures,
    plotlySource,
    style: EVALUATION_STYLE,
  });
}

function figuresOf({ record, evaluation }: TrainingPageInput): Readonly<Record<string, ThemedFigure>> {
  const { epochs, bestEpoch, confusion } = record;
  const themed = (draw: (theme: Theme) => ThemedFigure['light']): ThemedFigure => ({
    light: draw('light'),
    dark: draw('dark'),
  });
  const shown = [{ name: modelKind(record) ?? 'model', epochs, bestEpoch }];
  return {
    ...(epochs.length > 0 && { history: themed((theme) => trainingHistoryFigure(shown, { theme })) }),
    ...(evaluation === null
      ? confusion !== null && { confusion: themed((theme) => confusionMatrixFigure(confusion, { theme })) }
      : evaluationFigures(evaluation)),
  };
}

function summaryLine({ config, data, epochs, bestEpoch, timing }: RunRecord): string {
  const { train, validation, test } = data.split.sizes;
  const model = config['model'] as { readonly kind?: string } | undefined;
  const numbers = [train, validation, test].map((count) => count.toLocaleString('en')).join(' / ');
  const trained =
    epochs.length === 0 ? 'fitted at once' : `best epoch ${bestEpoch ?? '–'} of ${epochs.length}`;
  return `${model?.kind ?? 'model'} on ${data.name}, ${numbers} train / validation / test; ${trained}, ${Math.round(timing.cpuSeconds)} s of CPU time.`;
}

function historySection(
  { epochs, findings = convergenceFindings(epochs) }: RunRecord,
  figures: Readonly<Record<string, ThemedFigure>>,
): Html | null {
  if (epochs.length === 0) return null;
  return html`<section>
    <h2>How training went</h2>
    ${plotFigure(
      figures,
      'history',
      'Losses and accuracy over the epochs',
      'Solid: validation; dotted: training. The large mark is the best epoch, whose weights were kept.',
    )}
    ${
      findings.length === 0
        ? html`<p>Nothing stands out in its losses.</p>`
        : findings.map(({ text }) => html`<p>${text}</p>`)
    }
  </section>`;
}

function recordSection(record: RunRecord, figures: Readonly<Record<string, ThemedFigure>>): Html {
  return html`<section>
    <h2>Metrics</h2>
    ${metricsTable(record)}
    ${plotFigure(figures, 'confusion', 'Confusion matrix', 'Counts and shares of the true class.', 'square')}
    ${winnerExamples(record)}
  </section>`;
}

function partsSection({ parts }: TrainingPageInput): Html | null {
  if (parts === null || parts.rows.length === 0) return null;
  const { tokens, rows } = parts;
  const sum = (of: (row: ModelParts['rows'][number]) => number): string =>
    rows.reduce((total, row) => total + of(row), 0).toLocaleString('en');
  const operations = (value: string): Html | null =>
    tokens === null ? null : html`<td class="number">${value}</td>`;
  return html`<section>
    <h2>The model</h2>
    ${scrollable(
      'Parts of the model',
      html`<table>
        <thead>
          <tr>
            <th scope="col">${tokens === null ? 'weight' : 'layer'}</th>
            <th scope="col">${tokens === null ? 'shape' : 'output'}</th>
            <th scope="col" class="number">parameters</th>
            ${tokens === null ? null : html`<th scope="col" class="number">FLOPs</th>`}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ name, shape, parameters, flops }) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td>${shape}</td>
                <td class="number">${parameters.toLocaleString('en')}</td>
                ${operations((flops ?? 0).toLocaleString('en'))}
              </tr>`,
          )}
          <tr class="best">
            <th scope="row">all</th>
            <td></td>
            <td class="number">${sum(({ parameters }) => parameters)}</td>
            ${operations(sum(({ flops }) => flops ?? 0))}
          </tr>
        </tbody>
      </table>`,
    )}
    ${
      tokens === null
        ? null
        : html`<p class="muted">
            Outputs and operations are for one text of ${tokens} tokens, forward; a multiply-add counts as
            two, and matrix products alone are counted.
          </p>`
    }
  </section>`;
}
