import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { comparisonSchema, experimentSchema, runRecordSchema } from 'sentilab/tracking';
import { z } from 'zod';

type Schema = Readonly<Record<string, unknown>>;

/** Paths of every field: `study.id`, `epochs[].step`, `metrics.*.unit`. */
function fieldsOf(schema: Schema, prefix = ''): string[] {
  const list = (key: string): Schema[] => (Array.isArray(schema[key]) ? (schema[key] as Schema[]) : []);
  const child = (key: string): Schema | null =>
    typeof schema[key] === 'object' && schema[key] !== null ? (schema[key] as Schema) : null;
  const found = [...list('anyOf'), ...list('oneOf')].flatMap((each) => fieldsOf(each, prefix));
  for (const [name, member] of Object.entries(child('properties') ?? {})) {
    const at = prefix === '' ? name : `${prefix}.${name}`;
    found.push(at, ...fieldsOf(member as Schema, at));
  }
  const items = child('items');
  if (items !== null) found.push(...fieldsOf(items, `${prefix}[]`));
  const others = child('additionalProperties');
  if (others !== null) found.push(...fieldsOf(others, `${prefix}.*`));
  return [...new Set(found)];
}

const text = fs.readFileSync(path.resolve(import.meta.dirname, '../../docs/results.md'), 'utf8');
const section = (title: string): string => {
  const start = text.indexOf(`\n## ${title}\n`);
  assert.ok(start >= 0, title);
  const end = text.indexOf('\n## ', start + 1);
  return text.slice(start, end < 0 ? undefined : end);
};
/** First cells of a section's table rows. */
const documented = (title: string): string[] =>
  [...section(title).matchAll(/^\| `([^`]+)`/gm)].map(([, field]) => field ?? '');

describe('docs/results.md', () => {
  const record = fieldsOf(z.toJSONSchema(runRecordSchema));

  it('explains every field of a record', () => {
    // A field whose members are all explained needs no line of its own.
    const explained = documented('The run record');
    const missing = record.filter(
      (field) => !explained.includes(field) && !explained.some((other) => other.startsWith(`${field}.`)),
    );
    assert.ok(record.length > 70);
    assert.deepEqual(missing, []);
  });

  it('explains no field that a record does not have', () => {
    assert.deepEqual(
      documented('The run record').filter((field) => !record.includes(field)),
      [],
    );
  });

  it('names every field of experiment.json and comparison.json', () => {
    for (const [title, schema] of [
      ['experiment.json', experimentSchema],
      ['comparison.json', comparisonSchema],
    ] as const) {
      const words = new Set([...section(title).matchAll(/[A-Za-z0-9]+/g)].map(([word]) => word));
      const names = fieldsOf(z.toJSONSchema(schema) as Schema).map(
        (field) => /([A-Za-z0-9]+)$/.exec(field)?.[1] ?? '',
      );
      assert.deepEqual(
        [...new Set(names)].filter((name) => name !== '' && !words.has(name)),
        [],
        title,
      );
    }
  });
});
