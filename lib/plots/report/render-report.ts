import {
  RUN_RECORD_VERSION,
  comparableStudies,
  parameterScales,
  verdictSentences,
  type Comparison,
  type Experiment,
  type RunRecord,
  type SweepAnalysis,
} from '../../tracking/index.ts';
import { html, type Html } from '../page/html.ts';
import { renderPage } from '../page/page.ts';
import { environmentSection } from './environment-section.ts';
import { plotFigure } from '../page/plot-figure.ts';
import { analysisSentences } from '../search/search-analysis.ts';
import { sweepAnalysis } from '../search/sweep-analysis.ts';
import { reportFigures, type ReportFigures } from './report-figures.ts';
import { findingsTable } from './findings-table.ts';
import { groupsTable } from './groups-table.ts';
import { formatParam, metricsTable, runsTable, samplersTable } from './tables.ts';
import { winnerExamples } from './winner-examples.ts';

/** Everything the report is made of. */
export interface ReportInput {
  readonly experiment: Pick<Experiment, 'name' | 'title' | 'definition' | 'studies' | 'budget'>;
  /** In the order they started; those of older studies are left out of the report. */
  readonly runs: readonly RunRecord[];
  readonly comparison: Comparison;
  /** plotly.js as source text: `plotlySource()` of `sentilab/plots/node`. */
  readonly plotlySource: string;
}

/**
 * One self-contained HTML page that opens from disk with no network. Names and texts out of data are escaped, and the
 * page's own policy runs nothing but its two scripts. The same input gives the same bytes.
 */
export function renderReport(input: ReportInput): string {
  const { experiment, comparison } = input;
  const current = new Set(experiment.studies.filter((study) => study.current).map(({ id }) => id));
  const runs = input.runs.filter(
    ({ study }) => study === null || current.size === 0 || current.has(study.id),
  );
  const analysis = comparison.analysis ?? sweepAnalysis(input.runs, comparison, experiment);
  const repeated = comparableStudies(experiment.studies);
  const figures = reportFigures(runs, comparison, {
    scales: parameterScales(experiment.definition),
    analysis,
    // Other seeds of the same searches: they make the intervals.
    repetitions: input.runs.filter(({ study }) => study !== null && (repeated?.has(study.id) ?? true)),
  });
  const winner = runs.find(({ id }) => id === comparison.winner?.runId) ?? null;
  const [headline, ...details] = verdictSentences(comparison.verdict);
  return renderPage({
    title: `${experiment.title} – ${experiment.name}`,
    header: html`
      <p class="eyebrow">sentilab experiment <code>${experiment.name}</code></p>
      <h1>${experiment.title}</h1>
      <p class="muted">${summaryLine(runs, input)}</p>
      <div class="verdict" role="note">
        <p><strong>${headline ?? ''}</strong></p>
        ${details.map((sentence) => html`<p>${sentence}</p>`)}
      </div>
    `,
    main: html`
      ${
        comparison.groups === null
          ? html`<section>
              <h2>Samplers side by side</h2>
              ${samplersTable(comparison)}
            </section>`
          : html`<section>
              <h2>Configurations side by side</h2>
              ${groupsTable(comparison.groups)}
            </section>`
      }
      ${figureSection(figures, 'groups', 'Means and their intervals', 'Points are means over the repetitions, bars their 95 % intervals (Student’s t); the dotted line is the baseline.')}
      ${figureSection(figures, 'groupCurves', 'Learning curves', 'Lines are means over the repetitions, bands reach from the lowest to the highest.')}
      ${figureSection(figures, 'history', 'How the searches went', 'Points are trials (hollow: pruned), lines the best value so far.')}
      ${analysis === null ? null : findingsSection(analysis, comparison, figures)}
      ${analysis?.mattered == null || analysis.next === null ? null : analysisSection(analysis.mattered, analysis.next, figures)}
      ${figureSection(figures, 'parallel', 'Which parameters led where', 'One line per finished trial; the stronger its colour, the better. Drag along an axis to keep only some lines.', true)}
      ${figures.groupCurves !== undefined ? null : figureSection(figures, 'curves', 'Learning curves', 'Pale lines: all trials. Strong lines: the best of each sampler; dotted: its training loss.')}
      ${winner === null ? null : winnerSection(winner, comparison, figures)}
      <section>
        <h2>All runs</h2>
        ${runsTable(runs, comparison)}
      </section>
      ${winner === null ? null : environmentSection(winner, 'Train the winner again and compare the bits:')}
    `,
    footer: html`
      <p>
        Written by sentilab${winner === null ? '' : ` ${winner.environment.sentilab}`} from ${runs.length} run
        records (schema version ${RUN_RECORD_VERSION}). This page is one file and needs no network.
      </p>
    `,
    figures,
    plotlySource: input.plotlySource,
  });
}

function summaryLine(runs: readonly RunRecord[], { experiment, comparison }: ReportInput): string {
  const searched = runs.filter(({ study }) => study !== null);
  const first = searched[0] ?? runs[0];
  const data = first === undefined ? '' : ` on ${first.data.name} (${first.data.split.kind} split)`;
  const { trials, epochs } = experiment.budget;
  const { groups } = comparison;
  if (groups !== null) {
    const most = Math.max(0, ...groups.groups.map(({ n }) => n));
    return `${searched.length} runs${data}: ${groups.groups.length} configurations, up to ${most} repetitions of each, at most ${epochs} epochs.`;
  }
  return `${searched.length} runs of ${comparison.samplers.length} ${comparison.samplers.length === 1 ? 'search' : 'searches'}${data}; budget ${trials} trials per sampler, at most ${epochs} epochs each.`;
}

function figureSection(
  figures: ReportFigures,
  name: keyof ReportFigures,
  title: string,
  caption: string,
  wide = false,
): Html | null {
  const figure = plotFigure(figures, name, title, caption, wide ? 'wide' : '');
  if (figure === null) return null;
  return html`<section>
    <h2>${title}</h2>
    ${figure}
  </section>`;
}

function findingsSection(analysis: SweepAnalysis, comparison: Comparison, figures: ReportFigures): Html {
  const unit = comparison.winner?.metrics[comparison.objective?.metric ?? '']?.unit ?? '';
  const several = analysis.samplers.some(({ best }) => best.n > 1);
  return html`<section>
    <h2>After how many trials and seconds</h2>
    ${findingsTable(analysis, unit)}
    <p class="muted">
      ${
        several
          ? 'Means over the seeds with their 95 % intervals (Student’s t).'
          : 'One search of each: intervals need further seeds, npm run sweep with --seed 2, --seed 3, …'
      }
      The value to reach is the least good of the samplers’ bests; training times are of runs one after
      another.
    </p>
    ${plotFigure(figures, 'samplers', 'Best so far by training time', 'The best so far of each sampler after so much training; bands are 95 % intervals over seeds.')}
    ${plotFigure(figures, 'edf', 'Distribution', 'Which share of each sampler’s finished trials is at least so good.')}
    ${plotFigure(figures, 'timeline', 'Timeline', 'Which worker trained what when: a bar per run, hatched when it was pruned.')}
  </section>`;
}

function analysisSection(
  mattered: NonNullable<SweepAnalysis['mattered']>,
  next: NonNullable<SweepAnalysis['next']>,
  figures: ReportFigures,
): Html {
  return html`<section>
    <h2>What mattered</h2>
    ${analysisSentences({ ...mattered, next }).map(
      (sentence) => html`<p>${sentence.replaceAll(' %', '\u00a0%')}</p>`,
    )}
    ${plotFigure(figures, 'importance', 'What mattered', 'Part of the objective’s variance over the space that a parameter explains (fANOVA: Hutter et al. 2014), from the finished trials of all samplers.')}
    ${plotFigure(figures, 'slices', 'Slices', 'The objective across each parameter: every point a finished trial.')}
    <h2>What to try next</h2>
    <p>
      ${
        next.narrowed.length === 0
          ? `The best ${next.from} trials lie all over the space: it is not narrower round them.`
          : `The space round the best ${next.from} trials, narrower in ${next.narrowed.join(', ')}:`
      }
    </p>
    ${next.narrowed.length === 0 ? null : html`<pre tabindex="0"><code>${next.code}</code></pre>`}
  </section>`;
}

function winnerSection(run: RunRecord, comparison: Comparison, figures: ReportFigures): Html {
  return html`<section>
    <h2>The winner</h2>
    <div class="columns">
      <div>
        ${plotFigure(
          figures,
          'confusion',
          'Confusion matrix of the winner',
          `Confusion matrix on the ${run.confusion?.part ?? ''} part`,
          'square',
        )}
      </div>
      <div>
        <h3>Parameters</h3>
        <dl>
          ${Object.entries(run.trial?.params ?? {}).map(
            ([name, value]) =>
              html`<dt>${name}</dt>
                <dd>${formatParam(value)}</dd>`,
          )}
        </dl>
        <h3>Metrics</h3>
        ${metricsTable(run)}
        <dl>
          <dt>sampler</dt>
          <dd>${comparison.winner?.sampler ?? ''}</dd>
          <dt>best epoch</dt>
          <dd>${run.bestEpoch ?? '–'} of ${run.epochs.length}</dd>
          ${
            comparison.winner?.model == null
              ? null
              : html`<dt>model</dt>
                  <dd><code>${comparison.winner.model}</code></dd>`
          }
        </dl>
      </div>
    </div>
    ${winnerExamples(run)}
  </section>`;
}
