import type { Finding, QualityReport, QualityStatistics } from '../../quality/index.ts';
import { html, type Html } from '../page/html.ts';
import { scrollable } from '../page/scrollable.ts';

/** `0.38 %`; three digits where it is small. */
export function percent(count: number, total: number): string {
  if (total === 0 || count === 0) return '0 %';
  const share = (100 * count) / total;
  return `${share >= 10 ? share.toFixed(1) : Number(share.toPrecision(2))} %`;
}

/** A number of a finding: whole ones with separators, others with four digits. */
export function fact(value: number): string {
  return Number.isInteger(value) ? value.toLocaleString('en') : String(Number(value.toPrecision(4)));
}

/** How a check came out, in one word and a sign that does not rest on colour. */
export function verdictOf({ skipped, passed, count, limit }: Finding): {
  readonly sign: string;
  readonly word: string;
} {
  if (skipped !== null) return { sign: '–', word: 'skipped' };
  if (!passed) return { sign: '✗', word: 'over the limit' };
  if (count === 0) return { sign: '✓', word: 'nothing found' };
  return { sign: '●', word: limit === 'none' ? 'found, no limit' : 'found, within the limit' };
}

/** `0.5 %`, `3`, `none` */
export function limitWords(limit: Finding['limit']): string {
  return typeof limit === 'number' ? limit.toLocaleString('en') : limit.replace(/\s*%/, ' %');
}

/** Every check with its count, share and limit. */
export function findingsTable({ findings }: QualityReport): Html {
  return scrollable(
    'All checks',
    html`<table class="checks">
      <thead>
        <tr>
          <th scope="col">check</th>
          <th scope="col" class="number">count</th>
          <th scope="col" class="number">share</th>
          <th scope="col" class="number">limit</th>
          <th scope="col" class="apart">outcome</th>
          <th scope="col">severity</th>
        </tr>
      </thead>
      <tbody>
        ${findings.map((finding) => {
          const { sign, word } = verdictOf(finding);
          const { kind, title, count, total, limit, severity, skipped } = finding;
          return html`<tr class="${finding.passed ? '' : 'over'}">
            <th scope="row">
              <span class="sign" aria-hidden="true">${sign}</span>
              ${count > 0 ? html`<a href="#${kind}">${title}</a>` : title}
            </th>
            <td class="number">${skipped === null ? count.toLocaleString('en') : '–'}</td>
            <td class="number">${skipped === null ? percent(count, total) : '–'}</td>
            <td class="number">${limitWords(limit)}</td>
            <td class="apart">${skipped ?? word}</td>
            <td>${severity}</td>
          </tr>`;
        })}
      </tbody>
    </table>`,
  );
}

const CLASSES = ['all', 'negative', 'positive'] as const;

/** Quantiles of the lengths by class. */
export function lengthsTable({ lengths }: QualityStatistics): Html {
  const name = (q: number): string =>
    q === 0 ? 'shortest' : q === 1 ? 'longest' : q === 0.5 ? 'median' : `${Number((100 * q).toFixed(1))} %`;
  return scrollable(
    'Lengths',
    html`<table>
      <thead>
        <tr>
          <th scope="col">lengths</th>
          <th scope="col" class="number">mean</th>
          ${lengths.quantiles.map((q) => html`<th scope="col" class="number">${name(q)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${(['tokens', 'characters'] as const).flatMap((unit) =>
          CLASSES.map((label) => {
            const { mean, values } = lengths[unit][label];
            return html`<tr>
              <th scope="row">${unit}, ${label}</th>
              <td class="number">
                ${mean.toLocaleString('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 })}
              </td>
              ${values.map((value) => html`<td class="number">${Math.round(value).toLocaleString('en')}</td>`)}
            </tr>`;
          }),
        )}
      </tbody>
    </table>`,
  );
}

/** Types, tokens and their ratios by class. */
export function vocabularyTable({ vocabulary }: QualityStatistics): Html {
  return scrollable(
    'Vocabulary',
    html`<table>
      <thead>
        <tr>
          <th scope="col">vocabulary</th>
          <th scope="col" class="number">words</th>
          <th scope="col" class="number">different words</th>
          <th scope="col" class="number">seen once</th>
          <th scope="col" class="number">different per word</th>
          <th scope="col" class="number">per 1,000 words</th>
        </tr>
      </thead>
      <tbody>
        ${CLASSES.map((label) => {
          const { tokens, types, hapax, typeTokenRatio, standardTypeTokenRatio } = vocabulary.classes[label];
          return html`<tr>
            <th scope="row">${label}</th>
            <td class="number">${tokens.toLocaleString('en')}</td>
            <td class="number">${types.toLocaleString('en')}</td>
            <td class="number">${hapax.toLocaleString('en')}</td>
            <td class="number">${typeTokenRatio.toFixed(4)}</td>
            <td class="number">
              ${standardTypeTokenRatio === null ? '–' : Math.round(1000 * standardTypeTokenRatio)}
            </td>
          </tr>`;
        })}
      </tbody>
    </table>`,
  );
}
