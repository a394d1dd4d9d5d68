import type { Rng } from '../../random/index.ts';
import { rewrite, type Edit, type Rewritten } from '../rewrite.ts';
import type { Word } from '../words.ts';

/** One kind of damage, in four grades. */
export interface Corruption {
  readonly name: string;
  /** In a few words, for tables. */
  readonly title: string;
  /** What the strengths are a share of. */
  readonly unit: string;
  /** Four, rising. */
  readonly strengths: readonly [number, number, number, number];
  /**
   * The damaged text. With generators of the same seed a higher strength damages what a lower one does, and more.
   *
   * @param strength a share, 0 … 1; 0 changes nothing
   */
  corrupt(text: string, strength: number, rng: Rng): Rewritten;
}

/** Strengths of corruptions of words. */
const SHARES = [0.05, 0.1, 0.2, 0.4] as const;

/**
 * A corruption out of changes of single things: each thing is hit with the probability of the strength.
 *
 * @param parts what may be hit, by default the words
 * @param edit the damage to one; null: nothing can be done to it
 */
export function defineCorruption<Part = Word>(definition: {
  readonly name: string;
  readonly title: string;
  readonly unit?: string;
  readonly strengths?: readonly [number, number, number, number];
  readonly parts: (text: string) => readonly Part[];
  readonly edit: (
    part: Part,
    text: string,
    rng: Rng,
    parts: readonly Part[],
  ) => readonly Edit[] | Edit | null;
}): Corruption {
  const { name, title, unit = 'words', strengths = SHARES, parts, edit } = definition;
  return {
    name,
    title,
    unit,
    strengths,
    corrupt(text, strength, rng) {
      const all = parts(text);
      // All draws of chance come first and the damage in the order of the draws: so what a strength damages is the
      // beginning of what a higher one does.
      const hit = all
        .map((part) => ({ part, draw: rng.float() }))
        .sort((a, b) => a.draw - b.draw)
        .filter(({ draw }) => draw < strength);
      const edits: Edit[] = [];
      for (const { part } of hit) {
        const made = [edit(part, text, rng, all) ?? []].flat();
        if (!made.some((one) => edits.some((other) => overlap(one, other)))) edits.push(...made);
      }
      return rewrite(text, edits);
    },
  };
}

/** Whether two changes cannot both be made; insertions at the edge of another change can. */
function overlap(a: Edit, b: Edit): boolean {
  return a.start < b.end && b.start < a.end;
}
