/** A line as wide as a thumb: how the best value came to be. Nothing for fewer than two values. */
export function Sparkline({ values, label }: { readonly values: readonly number[]; readonly label: string }) {
  if (values.length < 2) return null;
  const low = Math.min(...values);
  const high = Math.max(...values);
  const points = values.map((value, i) => {
    const y = high === low ? 16 : 30 - (28 * (value - low)) / (high - low);
    return `${((160 * i) / (values.length - 1)).toFixed(1)},${y.toFixed(1)}`;
  });
  return (
    <svg class="spark" viewBox="-2 0 164 32" role="img" aria-label={label} preserveAspectRatio="none">
      <polyline points={points.join(' ')} fill="none" vector-effect="non-scaling-stroke" />
    </svg>
  );
}
