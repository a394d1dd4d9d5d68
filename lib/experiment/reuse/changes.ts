import { describeValue } from '../../errors/index.ts';
import { canonicalJson } from '../../hash/index.ts';
import type { ReachedCode } from './reached-code.ts';

/** Every leaf in which two JSON values differ, one readable line each: `space.parameters.lr.high: 0.1 → 0.2`. */
export function changedFields(field: string, before: unknown, now: unknown): string[] {
  if (canonicalJson(before ?? null) === canonicalJson(now ?? null)) return [];
  if (isObject(before) && isObject(now) && Array.isArray(before) === Array.isArray(now)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
    return names.flatMap((name) => {
      const path = Array.isArray(now) ? `${field}[${name}]` : field === '' ? name : `${field}.${name}`;
      return changedFields(path, before[name], now[name]);
    });
  }
  if (before === undefined) return [`${field}: new, ${describeValue(now)}`];
  if (now === undefined) return [`${field}: gone, was ${describeValue(before)}`];
  return [`${field}: ${describeValue(before)} → ${describeValue(now)}`];
}

/** Which sources and packages differ, one line each. */
export function changedCode(before: ReachedCode, now: ReachedCode): string[] {
  const names = [...new Set([...Object.keys(before.files), ...Object.keys(now.files)])].sort();
  const files = names.flatMap((name) => {
    const [old, current] = [before.files[name], now.files[name]];
    if (old === current) return [];
    return [`${name}: ${old === undefined ? 'new' : current === undefined ? 'gone' : 'changed'}`];
  });
  return [...files, ...changedFields('package', before.packages, now.packages)];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
