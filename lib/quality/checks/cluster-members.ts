import type { DuplicateClusters } from '../../data/index.ts';

/** Every cluster of exact or near duplicates once, with all its members in ascending order. */
export function clusterMembers({ clusterOf }: DuplicateClusters): number[][] {
  const clusters = new Map<number, number[]>();
  clusterOf.forEach((cluster, i) => {
    const members = clusters.get(cluster);
    if (members) members.push(i);
    else clusters.set(cluster, [i]);
  });
  return [...clusters.values()].filter(({ length }) => length > 1);
}
