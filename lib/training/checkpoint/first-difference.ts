/** Where two JSON values differ. */
export interface Difference {
  /** `training.batchSize`; empty for the whole. */
  readonly path: string;
  readonly one: unknown;
  readonly other: unknown;
}

/** The first place, by sorted names, where two JSON values differ; null for equal ones. Members that are undefined are none. */
export function firstDifference(one: unknown, other: unknown, path = ''): Difference | null {
  if (isRecord(one) && isRecord(other)) {
    for (const name of [...new Set([...Object.keys(one), ...Object.keys(other)])].sort()) {
      const found = firstDifference(one[name], other[name], path === '' ? name : `${path}.${name}`);
      if (found !== null) return found;
    }
    return null;
  }
  if (Array.isArray(one) && Array.isArray(other) && one.length === other.length) {
    for (let i = 0; i < one.length; i++) {
      const found = firstDifference(one[i], other[i], `${path}[${i}]`);
      if (found !== null) return found;
    }
    return null;
  }
  return Object.is(one, other) ? null : { path, one, other };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
