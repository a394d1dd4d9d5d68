/**
 * Cuts items into chunks of which each has the class shares of all, within one item; each class keeps its order. The last
 * chunk has what is left.
 */
export function stratifiedChunks<T extends { readonly label: 0 | 1 }>(items: readonly T[], size: number): T[][] {
  const positives = items.filter(({ label }) => label === 1);
  const negatives = items.filter(({ label }) => label === 0);
  // How many positives the first `end` items have: rounding what is due up to here, not per chunk, lets no error grow.
  const due = (end: number): number => Math.round((positives.length * end) / (items.length || 1));
  return Array.from({ length: Math.ceil(items.length / size) }, (_, chunk) => {
    const start = chunk * size;
    const end = Math.min(start + size, items.length);
    return [
      ...positives.slice(due(start), due(end)),
      ...negatives.slice(start - due(start), end - due(end)),
    ];
  });
}
