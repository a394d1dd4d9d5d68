import type { Finding } from '../../quality/index.ts';
import { html, type Html } from '../page/html.ts';
import { fact, percent, verdictOf } from './tables.ts';

/** Examples that are shown at once; the rest opens. */
const AT_ONCE = 4;

/** One check that found something: what it counts, what to do, its numbers and examples. */
export function findingSection(finding: Finding, hasFigure: boolean): Html {
  const { kind, title, counts, fix, count, total, facts, histogram, examples, found } = finding;
  const { sign, word } = verdictOf(finding);
  const shown = Object.entries(facts);
  return html`<section id="${kind}" class="${finding.passed ? '' : 'over'}">
    <h3>
      <span class="sign" aria-hidden="true">${sign}</span> ${title}: ${count.toLocaleString('en')}
      (${percent(count, total)})
    </h3>
    <p class="muted">
      ${counts} ${word === 'over the limit' ? html`<strong>Over the limit.</strong>` : null}
    </p>
    <p>${fix}</p>
    ${
      shown.length === 0
        ? null
        : html`<p class="facts">
            ${shown.map(
              ([name, value], i) =>
                html`${i === 0 ? '' : ' · '}<span>${name} <strong>${fact(value)}</strong></span>`,
            )}
          </p>`
    }
    ${
      hasFigure
        ? html`<figure>
            <div
              class="plot low"
              data-figure="finding-${kind}"
              role="img"
              aria-label="${histogram?.label ?? ''}"
            ></div>
          </figure>`
        : null
    }
    ${examples.slice(0, AT_ONCE).map(example)}
    ${
      examples.length <= AT_ONCE
        ? null
        : html`<details>
            <summary>${examples.length - AT_ONCE} more of ${found.toLocaleString('en')}</summary>
            ${examples.slice(AT_ONCE).map(example)}
          </details>`
    }
  </section>`;
}

function example({ ids, detail, excerpt }: Finding['examples'][number]): Html {
  const shown = ids
    .slice(0, 6)
    .map((id) => (id === '' ? '(no id)' : id.length > 60 ? `${id.slice(0, 59)}…` : id));
  const more = ids.length > shown.length ? ` and ${ids.length - shown.length} more` : '';
  return html`<blockquote>
    <p>${excerpt === '' ? html`<em>empty</em>` : excerpt}</p>
    <p class="muted">${shown.join(' · ')}${more}${detail === '' ? '' : ` – ${detail}`}</p>
  </blockquote>`;
}
