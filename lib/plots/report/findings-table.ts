import { formatMetric, type SweepAnalysis } from '../../tracking/index.ts';
import { html, type Html } from '../page/html.ts';
import { scrollable } from '../page/scrollable.ts';
import { countWords, secondsWords, valueWords } from '../search/sweep-analysis.ts';

/** What each sampler found, after how many trials and how much training; means and 95 % intervals where there are several seeds. */
export function findingsTable({ samplers, target }: SweepAnalysis, unit: string): Html {
  const rows = samplers.map(
    ({ sampler, best, trials, seconds, reached }) =>
      html`<tr>
        <th scope="row">${sampler}</th>
        <td class="number">${best.n}</td>
        <td class="number">${valueWords(best, unit)}</td>
        <td class="number">${countWords(trials, 'trial')}</td>
        <td class="number">${secondsWords(seconds)}</td>
        <td class="number">${reached === null ? 'never' : countWords(reached.trials, 'trial')}</td>
        <td class="number">${reached === null ? 'never' : secondsWords(reached.seconds)}</td>
      </tr>`,
  );
  const goal = target === null ? 'the target' : formatMetric(target, unit);
  return scrollable(
    'What each sampler found, and after what',
    html`<table>
      <thead>
        <tr>
          <th scope="col">sampler</th>
          <th scope="col" class="number">seeds</th>
          <th scope="col" class="number">best</th>
          <th scope="col" class="number">found after</th>
          <th scope="col" class="number">of training</th>
          <th scope="col" class="number">to ${goal}</th>
          <th scope="col" class="number">of training</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>`,
  );
}
