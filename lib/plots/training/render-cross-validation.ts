import {
  RUN_RECORD_VERSION,
  differenceWords,
  formatMetric,
  formatSeconds,
  modelKind,
  type CrossValidation,
  type FoldMetric,
  type RunRecord,
} from '../../tracking/index.ts';
import type { Theme } from '../figure.ts';
import { foldsFigure } from '../folds.ts';
import { html, type Html } from '../page/html.ts';
import { renderPage } from '../page/page.ts';
import { plotFigure } from '../page/plot-figure.ts';
import { environmentSection } from '../report/environment-section.ts';
import type { ThemedFigure } from '../report/report-figures.ts';
import { scrollable } from '../page/scrollable.ts';
import { trainingHistoryFigure } from '../training-history.ts';

/** Everything the page is made of. */
export interface CrossValidationPageInput {
  readonly title: string;
  readonly result: CrossValidation;
  /** The folds' records. */
  readonly runs: readonly RunRecord[];
  /** plotly.js as source text: `plotlySource()` of `sentilab/plots/node`. */
  readonly plotlySource: string;
}

/** A cross-validation in sentences, the headline first. */
export function crossValidationVerdict({ metrics, baseline, folds, of }: CrossValidation): readonly string[] {
  const accuracy = metrics.find(({ metric }) => metric === 'test/accuracy');
  if (accuracy === undefined) return ['No fold has finished yet.'];
  const sentences = [
    `Accuracy ${plusMinus(accuracy)} over ${folds.length} folds; 95 % of the mean: ${interval(accuracy)}.`,
  ];
  const difference = baseline?.differences.find(({ metric }) => metric === 'test/accuracy');
  if (baseline != null && difference !== undefined) {
    const words = differenceWords(
      { difference: { ...difference, interval: difference.corrected } },
      'fraction',
    );
    sentences.push(
      `Against ${baseline.name} on the same folds: ${words}, which is ${difference.beyondNoise ? 'more than' : 'within'} noise (interval corrected for overlapping training parts).`,
    );
  }
  if (folds.length < of) sentences.push(`${of - folds.length} of ${of} folds are missing.`);
  return sentences;
}

/** The folds as one self-contained HTML page that opens from disk with no network. The same input gives the same bytes. */
export function renderCrossValidation({
  title,
  result,
  runs,
  plotlySource,
}: CrossValidationPageInput): string {
  const own = result.runIds.flatMap((id) => runs.find((run) => run.id === id) ?? []);
  const [first] = own;
  const kind = (first && modelKind(first)) ?? 'model';
  const figures = figuresOf(result, own, kind);
  const [headline, ...details] = crossValidationVerdict(result);
  const experiment = first?.experiment ?? '';
  return renderPage({
    title: `${title} – ${experiment}`,
    header: html`
      <p class="eyebrow">sentilab cross-validation <code>${experiment}</code></p>
      <h1>${title}</h1>
      <p class="muted">
        ${result.folds.length} of ${result.of}
        folds${first === undefined ? '' : ` of ${first.data.name} (${first.data.split.kind} split)`}: every
        example is tested on once.
      </p>
      <div class="verdict" role="note">
        <p><strong>${headline ?? ''}</strong></p>
        ${details.map((sentence) => html`<p>${sentence}</p>`)}
      </div>
    `,
    main: html`
      <section>
        <h2>Fold by fold</h2>
        ${plotFigure(figures, 'folds', 'Accuracy by fold', 'Accuracy on each fold’s test part; dotted: the means.')}
      </section>
      <section>
        <h2>Metrics</h2>
        ${metricsTable(result)}
        <p class="muted">
          The interval of a mean takes the folds as independent, that of a difference is corrected for
          training parts that overlap (Nadeau &amp; Bengio 2003). * it does not hold 0.
        </p>
      </section>
      ${historySection(figures)}
      <section>
        <h2>Runs</h2>
        ${foldsTable(own)}
      </section>
      ${first === undefined ? null : environmentSection(first, 'Train a fold again and compare the bits:')}
    `,
    footer: html`
      <p>
        Written by sentilab from ${own.length} run records (schema version ${RUN_RECORD_VERSION}). This page
        is one file and needs no network.
      </p>
    `,
    figures,
    plotlySource,
  });
}

function figuresOf(
  result: CrossValidation,
  own: readonly RunRecord[],
  kind: string,
): Readonly<Record<string, ThemedFigure>> {
  const both = (draw: (theme: Theme) => ThemedFigure['light'] | null): ThemedFigure | null => {
    const [light, dark] = [draw('light'), draw('dark')];
    return light === null || dark === null ? null : { light, dark };
  };
  const folds = both((theme) => foldsFigure(result, 'test/accuracy', { theme, name: kind }));
  const trained = own.filter(({ epochs }) => epochs.length > 0);
  const shown = trained.map(({ run, epochs, bestEpoch }) => ({
    name: `fold ${run.fold}`,
    epochs,
    bestEpoch,
  }));
  const history = shown.length === 0 ? null : both((theme) => trainingHistoryFigure(shown, { theme }));
  return { ...(folds && { folds }), ...(history && { history }) };
}

function historySection(figures: Readonly<Record<string, ThemedFigure>>): Html | null {
  if (figures['history'] === undefined) return null;
  return html`<section>
    <h2>How training went</h2>
    ${plotFigure(
      figures,
      'history',
      'Losses and accuracy of every fold over the epochs',
      'Solid: validation; dotted: training. Large marks are the best epochs.',
    )}
  </section>`;
}

function metricsTable({ metrics, baseline }: CrossValidation): Html {
  return scrollable(
    'Metrics',
    html`<table>
      <thead>
        <tr>
          <th scope="col">metric</th>
          <th scope="col" class="number">mean ± sd</th>
          <th scope="col" class="number">95 % of the mean</th>
          ${
            baseline === null
              ? null
              : html`<th scope="col" class="number">${baseline.name}, mean ± sd</th>
                  <th scope="col" class="number">difference, paired</th>`
          }
        </tr>
      </thead>
      <tbody>
        ${metrics.map((metric) => {
          const beside = baseline?.metrics.find((each) => each.metric === metric.metric);
          const difference = baseline?.differences.find((each) => each.metric === metric.metric);
          return html`<tr>
            <th scope="row">
              ${metric.metric} <span class="muted">${metric.direction === 'maximize' ? '↑' : '↓'}</span>
            </th>
            <td class="number">${plusMinus(metric)}</td>
            <td class="number">${interval(metric)}</td>
            ${
              baseline === null
                ? null
                : html`<td class="number">${beside === undefined ? '–' : plusMinus(beside)}</td>
                    <td class="number">
                      ${
                        difference === undefined
                          ? '–'
                          : `${differenceWords({ difference: { ...difference, interval: difference.corrected } }, metric.unit)}${difference.beyondNoise ? ' *' : ''}`
                      }
                    </td>`
            }
          </tr>`;
        })}
      </tbody>
    </table>`,
  );
}

function foldsTable(own: readonly RunRecord[]): Html {
  const show = (run: RunRecord, name: string): string => {
    const metric = run.metrics[name];
    return metric === undefined ? '–' : formatMetric(metric.value, metric.unit);
  };
  return scrollable(
    'Runs',
    html`<table>
      <thead>
        <tr>
          <th scope="col">fold</th>
          <th scope="col" class="number">train / validation / test</th>
          <th scope="col" class="number">test/accuracy</th>
          <th scope="col" class="number">test/loss</th>
          <th scope="col" class="number">best epoch</th>
          <th scope="col" class="number">CPU time</th>
          <th scope="col">run</th>
        </tr>
      </thead>
      <tbody>
        ${own.map(({ run, data, bestEpoch, epochs, timing, id, ...rest }) => {
          const { train, validation, test } = data.split.sizes;
          const whole = { run, data, bestEpoch, epochs, timing, id, ...rest };
          return html`<tr>
            <th scope="row">${run.fold}</th>
            <td class="number">${train} / ${validation} / ${test}</td>
            <td class="number">${show(whole, 'test/accuracy')}</td>
            <td class="number">${show(whole, 'test/loss')}</td>
            <td class="number">${bestEpoch ?? '–'} of ${epochs.length}</td>
            <td class="number">${formatSeconds(timing.cpuSeconds)}</td>
            <td><code>${id}</code></td>
          </tr>`;
        })}
      </tbody>
    </table>`,
  );
}

function plusMinus({ mean, sd, unit }: FoldMetric): string {
  return `${formatMetric(mean, unit)} ± ${sd === null ? '–' : formatMetric(sd, unit)}`;
}

function interval({ interval: bounds, unit }: FoldMetric): string {
  return bounds === null ? '–' : `[${bounds.map((bound) => formatMetric(bound, unit)).join(', ')}]`;
}
