import { DisjointSets } from '../duplicates/disjoint-sets.ts';
import { duplicateClusters } from '../duplicates/duplicate-clusters.ts';
import { foldText } from '../fold-text.ts';
import type { Example } from '../types.ts';

/** Examples that must stay together. */
export interface Unit {
  /** Positions of the examples, ascending. */
  readonly members: readonly number[];
  /** Members per class. */
  readonly counts: readonly [number, number];
}

/** What keeps examples together. */
export interface Ties {
  /** Whether the examples of one group stay together. */
  readonly groups: boolean;
  /** Whether only equal texts (up to case and white space) or also near duplicates stay together. */
  readonly duplicates: 'exact' | 'near';
}

/** Connected components: examples are joined by their text and, if asked, by their group. In the order of the examples. */
export function unitsOf(examples: readonly Example[], ties: Ties): Unit[] {
  const sets = new DisjointSets(examples.length);
  const first = new Map<string, number>();
  const join = (key: string, i: number): void => {
    const other = first.get(key);
    if (other === undefined) first.set(key, i);
    else sets.join(other, i);
  };
  if (ties.duplicates === 'near')
    duplicateClusters(examples.map(({ text }) => text)).clusterOf.forEach((other, i) => sets.join(other, i));
  examples.forEach(({ text, group }, i) => {
    if (ties.duplicates === 'exact') join(`text ${foldText(text)}`, i);
    if (ties.groups && group !== undefined) join(`group ${group}`, i);
  });
  return sets.groups().map((members) => {
    const positives = members.filter((i) => examples[i]?.label === 1).length;
    return { members, counts: [members.length - positives, positives] };
  });
}

/** Examples per class: [negative, positive]. */
export function classCounts(examples: readonly Pick<Example, 'label'>[]): [number, number] {
  const positives = examples.filter(({ label }) => label === 1).length;
  return [examples.length - positives, positives];
}
