import type { EvaluatedModel, EvaluationReport } from '../../evaluation/index.ts';
import { cellExamples } from '../page/cell-examples.ts';
import { html, type Html } from '../page/html.ts';

/** The most confident examples of each cell of the confusion matrix, mistakes first. */
export function modelExamples(model: EvaluatedModel, { labels }: EvaluationReport): Html {
  return html`<details>
    <summary>The most confident examples of each cell</summary>
    ${cellExamples(model.confusion.examples, labels, model.threshold.value)}
  </details>`;
}
