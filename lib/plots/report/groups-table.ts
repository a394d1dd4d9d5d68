import { differenceWords, formatMetric, meanWords, type Groups } from '../../tracking/index.ts';
import { html, type Html } from '../page/html.ts';
import { scrollable } from '../page/scrollable.ts';
import { formatParam } from './tables.ts';

/** Each configuration of a comparison: mean over its repetitions, and the paired difference to the baseline. */
export function groupsTable(comparison: Groups): Html {
  const { by, groups, metric, unit, baseline } = comparison;
  const rows = groups.map(
    (group) =>
      html`<tr>
        ${by.map((name) => html`<th scope="row">${formatParam(group.params[name])}</th>`)}
        <td class="number">${meanWords(group, unit)}</td>
        <td class="number">${group.sd === null ? '–' : formatMetric(group.sd, unit)}</td>
        <td class="number">${group.n}</td>
        <td class="number">
          ${group.difference === null ? '–' : `${differenceWords(group, unit)}${group.difference.beyondNoise ? ' *' : ''}`}
        </td>
      </tr>`,
  );
  return scrollable(
    'Configurations',
    html`<table>
        <thead>
          <tr>
            ${by.map((name) => html`<th scope="col">${name}</th>`)}
            <th scope="col" class="number">${metric} [95 %]</th>
            <th scope="col" class="number">sd</th>
            <th scope="col" class="number">n</th>
            <th scope="col" class="number">
              to ${baseline === null ? 'the baseline' : String(baseline)}, paired [95 %]
            </th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
      <p class="muted">* the interval does not hold 0.</p>`,
  );
}
