/**
 * The places of at most `most` values out of many: half of them the smallest, the other half spread evenly over the rest in
 * their order of rank, so that the model knows the good region well and the bad ones at all.
 */
export function informative(y: Float64Array, most: number): number[] {
  const ranked = Array.from(y.keys()).sort((a, b) => (y[a] as number) - (y[b] as number) || a - b);
  if (ranked.length <= most) return ranked.sort((a, b) => a - b);
  const top = Math.floor(most / 2);
  const rest = ranked.slice(top);
  const spread = Array.from(
    { length: most - top },
    (_, i) => rest[Math.floor(((i + 0.5) * rest.length) / (most - top))] as number,
  );
  return [...ranked.slice(0, top), ...spread].sort((a, b) => a - b);
}
