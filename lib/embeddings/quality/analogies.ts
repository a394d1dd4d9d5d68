import { nearestTo } from './neighbours.ts';
import type { UnitRows } from './unit-rows.ts';

/** a is to b as c is to d. */
export type Analogy = readonly [a: string, b: string, c: string, d: string];

/** How many analogies were solved. */
export interface AnalogyResult {
  /** Of the four words, all had vectors. */
  readonly asked: number;
  readonly solved: number;
  /** At least one word had no vector. */
  readonly skipped: number;
  /** Every one that was asked, with the answer given. */
  readonly answers: readonly { readonly analogy: Analogy; readonly answer: string }[];
}

/**
 * Solves a : b = c : ? as Mikolov et al. (2013) do: the word nearest to b − a + c (of unit vectors), the three given ones
 * apart.
 */
export function solveAnalogies(rows: UnitRows, analogies: readonly Analogy[]): AnalogyResult {
  let [solved, skipped] = [0, 0];
  const answers: { analogy: Analogy; answer: string }[] = [];
  for (const analogy of analogies) {
    const [a, b, c, d] = analogy.map((word) => rows.row(word));
    if (!a || !b || !c || !d) {
      skipped++;
      continue;
    }
    const target = Float64Array.from(b, (value, i) => value - a[i]! + c[i]!);
    const [nearest] = nearestTo(rows, target, { count: 1, without: analogy.slice(0, 3) });
    const answer = nearest?.word ?? '';
    if (answer === analogy[3]) solved++;
    answers.push({ analogy, answer });
  }
  return { asked: answers.length, solved, skipped, answers };
}

/** Pairs of one relation; every two pairs make an analogy. */
const RELATIONS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'he → she': [
    ['he', 'she'],
    ['man', 'woman'],
    ['boy', 'girl'],
    ['actor', 'actress'],
    ['father', 'mother'],
    ['son', 'daughter'],
    ['brother', 'sister'],
    ['husband', 'wife'],
    ['hero', 'heroine'],
    ['king', 'queen'],
  ],
  'good → better': [
    ['good', 'better'],
    ['bad', 'worse'],
    ['funny', 'funnier'],
    ['long', 'longer'],
    ['strong', 'stronger'],
    ['young', 'younger'],
  ],
  'good → best': [
    ['good', 'best'],
    ['bad', 'worst'],
    ['great', 'greatest'],
    ['funny', 'funniest'],
    ['weak', 'weakest'],
    ['young', 'youngest'],
  ],
  'watch → watched': [
    ['watch', 'watched'],
    ['see', 'saw'],
    ['go', 'went'],
    ['make', 'made'],
    ['think', 'thought'],
    ['write', 'wrote'],
    ['fall', 'fell'],
  ],
  'film → films': [
    ['film', 'films'],
    ['actor', 'actors'],
    ['scene', 'scenes'],
    ['story', 'stories'],
    ['child', 'children'],
    ['woman', 'women'],
  ],
  'funny → unfunny': [
    ['believable', 'unbelievable'],
    ['realistic', 'unrealistic'],
    ['interesting', 'uninteresting'],
    ['predictable', 'unpredictable'],
    ['likable', 'unlikable'],
  ],
};

/** A small set about people, films and opinions in the manner of Google's: every ordered pair of pairs of a relation. */
export const FILM_ANALOGIES: readonly Analogy[] = Object.values(RELATIONS).flatMap((pairs) =>
  pairs.flatMap((first) =>
    pairs.flatMap((second): Analogy[] => (first === second ? [] : [[...first, ...second]])),
  ),
);
