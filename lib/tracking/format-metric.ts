/**
 * A number with its unit as a person reads it: `78.4 %` for a fraction, `0.4612` nats without the unit (it is in the
 * name), `12.3 s`, `412 MiB`, `853`.
 */
export function formatMetric(value: number, unit: string): string {
  switch (unit) {
    case 'fraction':
      return `${(100 * value).toFixed(1)} %`;
    case 'nats':
      return formatNumber(value);
    case 'count':
      return String(Math.round(value));
    case 's':
      return formatSeconds(value);
    case '':
      return formatNumber(value);
    default:
      return `${formatNumber(value)} ${unit}`;
  }
}

/** Four significant digits, without trailing zeros; powers of ten where zeros would hide the number. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Number.isInteger(value) && Math.abs(value) < 1e9) return String(value);
  const size = Math.abs(value);
  return size < 1e-3 || size >= 1e6 ? value.toExponential(2) : String(Number(value.toPrecision(4)));
}

/** `0.8 s`, `12 s`, `3 min 5 s`, `2 h 4 min`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
