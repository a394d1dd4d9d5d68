import { runLabel, type RunRecord } from 'sentilab/tracking';
import { NOISE_NOTE, metricDeltas, type MetricCell } from './metric-deltas.ts';

/** Metrics of the selected runs, with their distance to the first one. */
export function MetricTable({ runs }: { readonly runs: readonly RunRecord[] }) {
  const rows = metricDeltas(runs);
  if (rows.length === 0) return <p class="muted">None of these runs came as far as a metric.</p>;
  return (
    <>
      <div class="scroll" tabIndex={0} role="region" aria-label="Metrics of the selected runs">
        <table class="metrics">
          <thead>
            <tr>
              <th scope="col">metric</th>
              {runs.map((run) => (
                <th scope="col" class="number" key={run.id}>
                  {runLabel(run)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ metric, direction, cells }) => (
              <tr key={metric}>
                <th scope="row">
                  {metric} <span class="muted">{direction === 'minimize' ? '↓' : '↑'}</span>
                  <span class="hidden">
                    {direction === 'minimize' ? ', lower is better' : ', higher is better'}
                  </span>
                </th>
                {cells.map((cell, i) => (
                  <td class="number" key={runs[i]?.id}>
                    {cell.text ?? '–'}
                    <Delta cell={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.some(({ cells }) => cells.some(({ beyondNoise }) => beyondNoise !== null)) && (
        <p class="muted note">{NOISE_NOTE}</p>
      )}
    </>
  );
}

function Delta({ cell: { delta, verdict, beyondNoise } }: { readonly cell: MetricCell }) {
  if (delta === null || verdict === null) return null;
  const noise = beyondNoise === null ? '' : beyondNoise ? ', more than noise' : ', within noise';
  return (
    <span class={`delta ${verdict}`}>
      {delta} {verdict === 'equal' ? '' : verdict}
      {noise}
    </span>
  );
}
