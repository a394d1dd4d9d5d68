import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

/** Values that another library computed; `by` names it. */
export function readGolden<T>(name: string): T & { readonly by: string } {
  const file = path.resolve(import.meta.dirname, `../golden/${name}.json`);
  return JSON.parse(fs.readFileSync(file, 'utf8')) as T & { readonly by: string };
}

/** Asserts agreement to 1e-9, relative to large values. */
export function close(actual: number, expected: number, what: string): void {
  const error = Math.abs(actual - expected);
  assert.ok(error <= 1e-9 * Math.max(1, Math.abs(expected)), `${what}: ${actual}, expected ${expected}`);
}
