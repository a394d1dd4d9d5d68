import { scrollable } from '../page/scrollable.ts';
import {
  formatMetric,
  formatNumber,
  formatSeconds,
  isBetter,
  metricNames,
  type Comparison,
  type RunRecord,
} from '../../tracking/index.ts';
import { html, type Html } from '../page/html.ts';

type Metrics = RunRecord['metrics'];

/** Each sampler's best beside the linear baseline. */
export function samplersTable(comparison: Comparison): Html {
  const { samplers, baseline, winner, objective } = comparison;
  const columns = [objective?.metric, 'validation/accuracy', 'test/accuracy'].filter(
    (name, i, all): name is string =>
      name !== undefined &&
      all.indexOf(name) === i &&
      [...samplers.map(({ best }) => best?.metrics), baseline?.metrics].some(
        (metrics) => metrics?.[name] !== undefined,
      ),
  );
  const rows = samplers.map((summary) => {
    const { finished, pruned, failed } = summary.trials;
    return html`<tr class="${summary.studyId === winner?.studyId ? 'best' : ''}">
      <th scope="row">${summary.sampler}${summary.studyId === winner?.studyId ? ' (winner)' : ''}</th>
      ${columns.map((name) => html`<td class="number">${cell(summary.best?.metrics, name)}</td>`)}
      <td class="number">${finished} / ${pruned} / ${failed}</td>
      <td class="number">${summary.proposedByModel}</td>
      <td class="number">${formatSeconds(summary.cpuSeconds)}</td>
    </tr>`;
  });
  const linear =
    baseline === null
      ? null
      : html`<tr>
          <th scope="row">${baseline.name} (linear baseline)</th>
          ${columns.map((name) => html`<td class="number">${cell(baseline.metrics, name)}</td>`)}
          <td class="number">–</td>
          <td class="number">–</td>
          <td class="number">–</td>
        </tr>`;
  return scrollable(
    'Samplers and baseline',
    html`<table>
      <thead>
        <tr>
          <th scope="col">sampler</th>
          ${columns.map((name) => html`<th scope="col" class="number">${name}</th>`)}
          <th scope="col" class="number">trials finished / pruned / failed</th>
          <th scope="col" class="number">proposed by a model</th>
          <th scope="col" class="number">CPU time</th>
        </tr>
      </thead>
      <tbody>
        ${rows}${linear}
      </tbody>
    </table>`,
  );
}

/** Every run, best first; then those without a value, in the order they ran. */
export function runsTable(runs: readonly RunRecord[], comparison: Comparison): Html {
  const direction = comparison.objective?.direction ?? 'minimize';
  const params = [...new Set(runs.flatMap((run) => Object.keys(run.trial?.params ?? {})))];
  const sorted = [...runs].sort((a, b) => order(a, b, direction));
  const rows = sorted.map(
    (run) =>
      html`<tr class="${run.id === comparison.winner?.runId ? 'best' : ''}">
        <td><code>${run.id}</code></td>
        <td>${run.study?.sampler ?? 'outside a search'}</td>
        <td class="number">${run.trial?.number ?? '–'}</td>
        <td>${outcomeWords(run)}</td>
        <td class="number">
          ${run.objective.value === null ? '–' : formatMetric(run.objective.value, run.metrics[run.objective.metric]?.unit ?? '')}
        </td>
        <td class="number">${cell(run.metrics, 'test/accuracy')}</td>
        ${params.map((name) => html`<td class="number">${formatParam(run.trial?.params[name])}</td>`)}
        <td class="number">${formatSeconds(run.timing.wallSeconds)}</td>
      </tr>`,
  );
  return scrollable(
    'All runs',
    html`<table>
      <thead>
        <tr>
          <th scope="col">run</th>
          <th scope="col">sampler</th>
          <th scope="col" class="number">trial</th>
          <th scope="col">outcome</th>
          <th scope="col" class="number">${comparison.objective?.metric ?? 'objective'}</th>
          <th scope="col" class="number">test/accuracy</th>
          ${params.map((name) => html`<th scope="col" class="number">${name}</th>`)}
          <th scope="col" class="number">wall time</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>`,
  );
}

/** Metrics of one run: a row per name, a column per part. */
export function metricsTable(run: RunRecord): Html {
  const split = metricNames([run]).map((metric) => {
    const at = metric.indexOf('/');
    return { metric, part: metric.slice(0, Math.max(0, at)), name: metric.slice(at + 1) };
  });
  const known = ['train', 'validation', 'test'];
  const parts = [...new Set(split.map(({ part }) => part))].sort(
    (a, b) => known.indexOf(a) - known.indexOf(b),
  );
  const names = [...new Set(split.map(({ name }) => name))];
  return scrollable(
    'Metrics',
    html`<table>
      <thead>
        <tr>
          <th scope="col">metric</th>
          ${parts.map((part) => html`<th scope="col" class="number">${part}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${names.map(
          (name) =>
            html`<tr>
              <th scope="row">${name}</th>
              ${parts.map((part) => {
                const metric = split.find((each) => each.part === part && each.name === name)?.metric;
                return html`<td class="number">
                  ${metric === undefined ? '–' : cell(run.metrics, metric)}
                </td>`;
              })}
            </tr>`,
        )}
      </tbody>
    </table>`,
  );
}

/** `finished`, `pruned at epoch 2`, `failed: RangeError: …` */
export function outcomeWords({ outcome }: RunRecord): string {
  switch (outcome.kind) {
    case 'finished':
      return 'finished';
    case 'pruned':
      return `pruned at epoch ${outcome.atEpoch}`;
    case 'failed':
      return `failed: ${outcome.error.message}`;
  }
}

/** A parameter as a person wrote it. */
export function formatParam(value: string | number | boolean | undefined): string {
  return value === undefined ? '–' : typeof value === 'number' ? formatNumber(value) : String(value);
}

function cell(metrics: Metrics | undefined, name: string): string {
  const metric = metrics?.[name];
  return metric === undefined ? '–' : formatMetric(metric.value, metric.unit);
}

function order(a: RunRecord, b: RunRecord, direction: 'minimize' | 'maximize'): number {
  const rank = (run: RunRecord): number => ['finished', 'pruned', 'failed'].indexOf(run.outcome.kind);
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  const [x, y] = [a.objective.value, b.objective.value];
  if (x === null || y === null) return (x === null ? 1 : 0) - (y === null ? 1 : 0);
  return x === y ? 0 : isBetter(x, y, direction) ? -1 : 1;
}
