import type { QualityReport } from '../../quality/index.ts';
import { html, type Html } from '../page/html.ts';
import { renderPage } from '../page/page.ts';
import { plotFigure } from '../page/plot-figure.ts';
import { findingSection } from './finding-section.ts';
import { qualityFigures } from './quality-figures.ts';
import { findingsTable, lengthsTable, limitWords, vocabularyTable } from './tables.ts';

/** What the report's page has besides the experiment report's look. */
const MORE_STYLE = `
.sign { display: inline-block; width: 1.1em; color: var(--good); }
.over .sign { color: var(--bad); }
tr.over th a, tr.over td { font-weight: 650; }
th.apart, td.apart { padding-left: 20px; }
.facts span { white-space: nowrap; }
.facts strong { font-variant-numeric: tabular-nums; }
.plot.low { height: 240px; }
.pair { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 8px 32px; }
.pair .plot { height: 340px; }
section[id] { scroll-margin-top: 12px; }
a { color: var(--accent); }
summary { cursor: pointer; color: var(--accent); margin: 8px 0; }
@media (max-width: 760px) {
  .checks tbody th { white-space: normal; min-width: 150px; }
  .pair { grid-template-columns: minmax(0, 1fr); }
}
`;

/** Everything the page is made of. */
export interface QualityPageInput {
  readonly report: QualityReport;
  /** plotly.js as source text: `plotlySource()` of `sentilab/plots/node`. */
  readonly plotlySource: string;
}

/**
 * The quality report as one self-contained HTML page that opens from disk with no network. Texts out of the data are
 * escaped, and the page's own policy runs nothing but its two scripts. The same report gives the same bytes.
 */
export function renderQualityReport({ report, plotlySource }: QualityPageInput): string {
  const { data, statistics, findings } = report;
  const figures = qualityFigures(report);
  const over = findings.filter(({ passed }) => !passed);
  const found = findings.filter(({ count }) => count > 0);
  const figure = (name: string, title: string, caption: string): Html | null =>
    plotFigure(figures, name, title, caption);
  return renderPage({
    title: `Data quality – ${data.name}`,
    header: html`
      <p class="eyebrow">sentilab data quality <code>${data.name}</code></p>
      <h1>${data.title}</h1>
      <p class="muted">${data.examples.toLocaleString('en')} examples. ${data.attribution}</p>
      <div class="verdict" role="note">
        <p><strong>${headline(report)}</strong></p>
        ${over.map(
          ({ title, count, limit }) =>
            html`<p>${title}: ${count.toLocaleString('en')}, allowed ${limitWords(limit)}.</p>`,
        )}
      </div>
    `,
    main: html`
      <section>
        <h2>Checks</h2>
        ${findingsTable(report)}
      </section>
      <section>
        <h2>Classes and parts</h2>
        ${figure('classes', 'Classes and parts', 'Examples of each class per part.')}
      </section>
      <section>
        <h2>Lengths</h2>
        ${figure('lengths', 'Lengths', 'Bins widen with the length, so that short and long texts both show their shape.')}
        ${lengthsTable(statistics)}
      </section>
      <section>
        <h2>Vocabulary</h2>
        ${vocabularyTable(statistics)}
        <div class="pair">
          ${figure('zipf', 'Zipf', 'Zipf: occurrences by rank; language lies near slope −1.')}
          ${figure('heaps', 'Heaps', 'Heaps: how the vocabulary grows while one reads on.')}
        </div>
        ${figure(
          'words',
          'Words that tell the classes apart',
          'Words that tell the classes apart: log-odds with a Dirichlet prior (Monroe et al. 2008).',
        )}
      </section>
      <section>
        <h2>What was found</h2>
        ${found.length === 0 ? html`<p>Nothing.</p>` : null}
        ${found.map((finding) => findingSection(finding, figures[`finding-${finding.kind}`] !== undefined))}
      </section>
    `,
    footer: html`
      <p>
        Data fingerprint <code>${data.fingerprint.slice(0, 12)}…</code>, written ${report.createdAt} (report
        version ${report.version}). This page is one file and needs no network.
      </p>
    `,
    figures,
    plotlySource,
    style: MORE_STYLE,
  });
}

function headline({ findings }: QualityReport): string {
  const run = findings.filter(({ skipped }) => skipped === null);
  const over = run.filter(({ passed }) => !passed).length;
  const skipped = findings.length - run.length;
  const rest = skipped === 0 ? '' : ` ${skipped} had nothing to look at.`;
  const checks = `${run.length} ${run.length === 1 ? 'check' : 'checks'}`;
  if (over === 0) return `${checks} within ${run.length === 1 ? 'its limit' : 'their limits'}.${rest}`;
  return `${over} of ${checks} over ${over === 1 ? 'its limit' : 'their limits'}.${rest}`;
}
