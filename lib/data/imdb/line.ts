import { FailureError } from '../../errors/index.ts';
import type { Example, UnlabelledText } from '../types.ts';
import { exampleOf, idOf, unlabelledOf } from './reviews.ts';
import type { ImdbHalf, OfficialReview } from './reviews.ts';

/**
 * A review as lines of JSON: id, label and text, what is hashed for the fingerprint, and the line that is stored, which
 * has the rating after them where it is known.
 */
export function reviewLines(review: OfficialReview): { readonly hashed: string; readonly stored: string } {
  const { label, text, rating } = review;
  const hashed = `${JSON.stringify([idOf(review), label, text])}\n`;
  return { hashed, stored: rating === undefined ? hashed : `${hashed.slice(0, -2)},${rating}]\n` };
}

type Fields = readonly [id: string, label: 0 | 1 | null, text: string, rating?: number];

/** The example of a stored line. */
export function parseExample(line: string, half: ImdbHalf): Example {
  const [id, label, text, rating] = JSON.parse(line) as Fields;
  if (label === null) throw new FailureError('A review of a labelled half has no label.', { value: id });
  return exampleOf(half, label, numberOf(id), text, rating);
}

/** The review of a stored line of the unlabelled part. */
export function parseUnlabelled(line: string): UnlabelledText {
  const [id, , text, rating] = JSON.parse(line) as Fields;
  return unlabelledOf(numberOf(id), text, rating);
}

function numberOf(id: string): number {
  return Number(id.slice(id.lastIndexOf('/') + 1));
}
