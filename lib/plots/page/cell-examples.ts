import { html, type Html } from './html.ts';

/** One example and what a model said of it. */
export interface CellExample {
  readonly id: string;
  readonly text: string;
  readonly label: number;
  /** Of the positive class. */
  readonly probability: number;
}

/**
 * Examples by the cell of the confusion matrix they lie in, mistakes first; cells without one are left out.
 *
 * @param threshold positive from this probability on
 */
export function cellExamples(
  examples: readonly CellExample[],
  labels: readonly [negative: string, positive: string],
  threshold: number,
): readonly Html[] {
  const cells = ([0, 1] as const).flatMap((truth) =>
    ([0, 1] as const).map((prediction) => ({
      truth,
      prediction,
      members: examples.filter(
        ({ label, probability }) => label === truth && (probability >= threshold ? 1 : 0) === prediction,
      ),
    })),
  );
  const mistakesFirst = [
    ...cells.filter(({ truth, prediction }) => truth !== prediction),
    ...cells.filter(({ truth, prediction }) => truth === prediction),
  ];
  return mistakesFirst
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
    );
}
