import type { EvaluatedModel, EvaluationReport } from '../../evaluation/index.ts';
import { html, type Html } from '../page/html.ts';

/** The most confident examples of each cell of the confusion matrix, mistakes first. */
export function cellExamples(model: EvaluatedModel, { labels }: EvaluationReport): Html {
  const cells = ([0, 1] as const).flatMap((truth) =>
    ([0, 1] as const).map((prediction) => ({
      truth,
      prediction,
      members: model.confusion.examples.filter(
        ({ label, probability }) =>
          label === truth && (probability >= model.threshold.value ? 1 : 0) === prediction,
      ),
    })),
  );
  const mistakesFirst = [
    ...cells.filter(({ truth, prediction }) => truth !== prediction),
    ...cells.filter(({ truth, prediction }) => truth === prediction),
  ];
  return html`<details>
    <summary>The most confident examples of each cell</summary>
    ${mistakesFirst
      .filter(({ members }) => members.length > 0)
      .map(
        ({ truth, prediction, members }) =>
          html`<h4>
              ${
                truth === prediction
                  ? `Rightly called ${labels[prediction]}`
                  : `Called ${labels[prediction]}, is ${labels[truth]}`
              }
            </h4>
            ${members.map(
              ({ text, id, probability }) =>
                html`<blockquote>
                  <p>${text}</p>
                  <p class="muted">${labels[1]} with ${(100 * probability).toFixed(1)} % · ${id}</p>
                </blockquote>`,
            )}`,
      )}
  </details>`;
}
