import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

type Schema = Readonly<Record<string, unknown>>;

interface Option {
  readonly path: string;
  readonly name: string;
  /** Only where it is a number, a text or a truth value: lists and objects are shown in words. */
  readonly default?: string;
  /** Holds other options: its place in any table will do. */
  readonly isGroup: boolean;
}

/** Every option under a schema, `kind` apart: it tells sections, not rows. */
function optionsUnder(schema: Schema, prefix: string): Option[] {
  const list = (key: string): Schema[] => (Array.isArray(schema[key]) ? (schema[key] as Schema[]) : []);
  const found = ['anyOf', 'oneOf', 'allOf'].flatMap(list).flatMap((each) => optionsUnder(each, prefix));
  for (const [name, member] of Object.entries((schema['properties'] ?? {}) as Record<string, Schema>)) {
    if ('const' in member) continue;
    const at = `${prefix}.${name}`;
    const value = member['default'];
    const isPlain = ['number', 'string', 'boolean'].includes(typeof value);
    const inside = optionsUnder(member, at);
    const isGroup = member['type'] === 'object';
    found.push({ path: at, name, isGroup, ...(isPlain && { default: String(value) }) }, ...inside);
  }
  const items = schema['items'];
  if (typeof items === 'object' && items !== null)
    found.push(...optionsUnder(items as Schema, `${prefix}[]`));
  return found;
}

/** Every option of schemas by name. */
export function optionsOf(schemas: Readonly<Record<string, z.ZodType>>): Option[] {
  return Object.entries(schemas).flatMap(([name, schema]) =>
    optionsUnder(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema, name),
  );
}

/** A default may be written 1e-4. */
const numbersOf = (row: string): ReadonlySet<number> =>
  new Set(row.split(/[\s`|,;]+/).flatMap((word) => (/^\d/.test(word) ? [Number(word)] : [])));

/** Options that have no row with their default and a source in the tables of a page of docs/. */
export function undocumented(options: readonly Option[], page: string): string[] {
  const lines = fs.readFileSync(path.resolve(import.meta.dirname, '../../docs', page), 'utf8').split('\n');
  const tableLines = lines.filter((line) => line.startsWith('|'));
  const rows = lines.flatMap((line, i) => {
    if (!line.startsWith('|')) return [];
    let head = i;
    while (lines[head - 1]?.startsWith('|')) head--;
    const titles = (lines[head] ?? '').toLowerCase();
    const isOptions = titles.includes('default') && titles.includes('source');
    return isOptions ? [line.replaceAll(/(\d),(?=\d{3})/g, '$1')] : []; // without separators of thousands
  });
  return options
    .filter(({ name, isGroup, default: value }) => {
      const own = (isGroup ? tableLines : rows).filter(
        (row) =>
          row.includes(`\`${name}\``) ||
          row.includes(`.${name}\``) ||
          (isGroup && row.includes(`\`${name}.`)),
      );
      return !own.some(
        (row) => value === undefined || row.includes(value) || numbersOf(row).has(Number(value)),
      );
    })
    .map(({ path: at, default: value }) => `${at}${value === undefined ? '' : ` = ${value}`}`);
}
