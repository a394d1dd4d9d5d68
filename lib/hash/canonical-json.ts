import { UserError } from '../errors/index.ts';

/**
 * JSON with sorted keys: equal values give equal text whatever the order they were written in.
 * `undefined` members are left out; what JSON cannot hold (NaN, functions, bigint) is refused rather than lost.
 */
export function canonicalJson(value: unknown): string {
  return write(value, '$');
}

function write(value: unknown, path: string): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw refused(value, path);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item, i) => write(item, `${path}[${i}]`)).join(',')}]`;
  if (typeof value === 'object') {
    const members = Object.entries(value as Record<string, unknown>)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, member]) => `${JSON.stringify(key)}:${write(member, `${path}.${key}`)}`);
    return `{${members.join(',')}}`;
  }
  throw refused(value, path);
}

function refused(value: unknown, path: string): UserError {
  return new UserError('Only plain JSON values can be hashed or stored.', {
    field: path,
    value,
    fix: 'Use finite numbers, strings, booleans, null, arrays and plain objects.',
  });
}
