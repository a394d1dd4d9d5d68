import type { ExampleRecord, RunRecord } from '../../tracking/index.ts';
import { html, type Html } from '../page/html.ts';

/** The winner's most confident mistakes, then what it got right. */
export function winnerExamples({ confusion }: RunRecord): Html | null {
  if (confusion === null || confusion.examples.length === 0) return null;
  const { labels, examples } = confusion;
  const predicted = ({ probability }: ExampleRecord): 0 | 1 => (probability >= 0.5 ? 1 : 0);
  const cells = ([0, 1] as const).flatMap((truth) =>
    ([0, 1] as const).map((prediction) => ({
      truth,
      prediction,
      members: examples.filter((example) => example.label === truth && predicted(example) === prediction),
    })),
  );
  const ordered = [
    ...cells.filter((c) => c.truth !== c.prediction),
    ...cells.filter((c) => c.truth === c.prediction),
  ];
  return html`<h3>What it got wrong, and right</h3>
    ${ordered
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
      )}`;
}
