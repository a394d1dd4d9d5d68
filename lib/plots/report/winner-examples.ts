import type { RunRecord } from '../../tracking/index.ts';
import { cellExamples } from '../page/cell-examples.ts';
import { html, type Html } from '../page/html.ts';

/** The winner's most confident mistakes, then what it got right. */
export function winnerExamples({ confusion }: RunRecord): Html | null {
  if (confusion === null || confusion.examples.length === 0) return null;
  return html`<h3>What it got wrong, and right</h3>
    ${cellExamples(confusion.examples, confusion.labels, 0.5)}`;
}
