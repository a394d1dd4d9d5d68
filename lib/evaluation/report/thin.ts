/**
 * At most so many of a curve's points, both ends among them: those nearest to places spread evenly along the curve's
 * length, so that a steep part keeps as many as a flat one.
 *
 * @param most default 300
 */
export function thin(points: readonly (readonly [number, number])[], most = 300): [number, number][] {
  if (points.length <= most) return points.map(([x, y]) => [x, y]);
  const travelled: number[] = [0];
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1], points[i]];
    const step = a && b ? Math.hypot(b[0] - a[0], b[1] - a[1]) : 0;
    travelled.push((travelled[i - 1] ?? 0) + step);
  }
  const length = travelled[travelled.length - 1] ?? 0;
  const kept: [number, number][] = [];
  let next = 0;
  points.forEach(([x, y], i) => {
    if ((travelled[i] ?? 0) < (next * length) / (most - 1) && i < points.length - 1) return;
    kept.push([x, y]);
    next = Math.max(next + 1, Math.floor(((travelled[i] ?? 0) / (length || 1)) * (most - 1)) + 1);
  });
  return kept;
}
