import type { EvaluationReport } from '../../evaluation/index.ts';
import { formatMetric, formatNumber } from '../../tracking/index.ts';
import { html, type Html } from '../page/html.ts';
import { scrollable } from '../page/scrollable.ts';

/** Metrics down, models across; under each value its interval. */
export function estimatesTable({ models, bootstrap }: EvaluationReport): Html {
  const [first] = models;
  const percent = Math.round(bootstrap.confidence * 1000) / 10;
  return scrollable(
    'Metrics',
    html`<table class="estimates">
      <thead>
        <tr>
          <th scope="col">metric</th>
          ${models.map(({ name }) => html`<th scope="col" class="number">${name}, [${percent} %]</th>`)}
        </tr>
      </thead>
      <tbody>
        ${(first?.metrics ?? []).map(
          ({ name, title, direction }) =>
            html`<tr>
              <th scope="row">${title} <span class="muted">${direction === 'maximize' ? '↑' : '↓'}</span></th>
              ${models.map((model) => {
                const metric = model.metrics.find((each) => each.name === name);
                return html`<td class="number">
                  ${metric?.value == null ? '–' : formatMetric(metric.value, metric.unit)}
                  <span class="muted">${intervalWords(metric?.interval ?? null, metric?.unit ?? '')}</span>
                </td>`;
              })}
            </tr>`,
        )}
        <tr>
          <th scope="row">Threshold</th>
          ${models.map(
            ({ threshold }) =>
              html`<td class="number">
                ${formatNumber(threshold.value)} <span class="muted">${threshold.from}</span>
              </td>`,
          )}
        </tr>
      </tbody>
    </table>`,
  );
}

/** Every two models: who is right where the other is wrong, and what is left of the difference. */
export function pairsTable({ pairs }: EvaluationReport): Html {
  return scrollable(
    'Models compared',
    html`<table class="pairs">
      <thead>
        <tr>
          <th scope="col">models</th>
          <th scope="col" class="number">only the first right</th>
          <th scope="col" class="number">only the second right</th>
          <th scope="col" class="number">McNemar p (exact)</th>
          <th scope="col" class="number">corrected (Holm)</th>
          ${(pairs[0]?.differences ?? []).map(
            ({ metric }) => html`<th scope="col" class="number">difference in ${metric}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${pairs.map(
          ({ first, second, mcnemar, p, differences }) =>
            html`<tr class="${p < 0.05 ? 'best' : ''}">
              <th scope="row">${first} / ${second}</th>
              <td class="number">${mcnemar.onlyFirst}</td>
              <td class="number">${mcnemar.onlySecond}</td>
              <td class="number">${pWords(mcnemar.exact)}</td>
              <td class="number">${pWords(p)}</td>
              ${differences.map(({ metric, difference, interval }) => {
                const show = (value: number): string =>
                  metric === 'accuracy'
                    ? `${(100 * value).toFixed(1)}`
                    : formatNumber(Number(value.toPrecision(2)));
                return html`<td class="number">
                  ${show(difference)}${metric === 'accuracy' ? ' points' : ''}
                  <span class="muted">[${show(interval.low)}, ${show(interval.high)}]</span>
                </td>`;
              })}
            </tr>`,
        )}
      </tbody>
    </table>`,
  );
}

/** `[83.1 %, 85.9 %]`, or nothing. */
export function intervalWords(
  interval: { readonly low: number; readonly high: number } | null,
  unit: string,
): string {
  return interval === null
    ? ''
    : `[${formatMetric(interval.low, unit)}, ${formatMetric(interval.high, unit)}]`;
}

/** A p value as people write it: `0.031`, `< 0.0001`. */
export function pWords(p: number): string {
  return p < 0.0001 ? '< 0.0001' : p.toPrecision(2);
}
