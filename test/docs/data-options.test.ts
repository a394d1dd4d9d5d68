import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { augmentConfigSchema } from 'sentilab/augment';
import {
  channelsConfigSchema,
  duplicatesConfigSchema,
  kFoldConfigSchema,
  sourceObjectSchema,
} from 'sentilab/data';
import { embeddingConfigSchema } from 'sentilab/embeddings';
import { dataConfigSchema, pseudoLabelsConfigSchema } from 'sentilab/experiment';
import { qualityOptionsSchema } from 'sentilab/quality';
import { textConfigSchema } from 'sentilab/text';
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
function optionsOf(schema: Schema, prefix: string): Option[] {
  const list = (key: string): Schema[] => (Array.isArray(schema[key]) ? (schema[key] as Schema[]) : []);
  const found = ['anyOf', 'oneOf', 'allOf'].flatMap(list).flatMap((each) => optionsOf(each, prefix));
  for (const [name, member] of Object.entries((schema['properties'] ?? {}) as Record<string, Schema>)) {
    if ('const' in member) continue;
    const at = `${prefix}.${name}`;
    const value = member['default'];
    const isPlain = ['number', 'string', 'boolean'].includes(typeof value);
    const inside = optionsOf(member, at);
    const isGroup = member['type'] === 'object';
    found.push({ path: at, name, isGroup, ...(isPlain && { default: String(value) }) }, ...inside);
  }
  const items = schema['items'];
  if (typeof items === 'object' && items !== null) found.push(...optionsOf(items as Schema, `${prefix}[]`));
  return found;
}

const SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  source: sourceObjectSchema,
  data: dataConfigSchema,
  kFold: kFoldConfigSchema,
  duplicates: duplicatesConfigSchema,
  text: textConfigSchema,
  channels: channelsConfigSchema,
  pseudoLabels: pseudoLabelsConfigSchema,
  embedding: embeddingConfigSchema,
  augment: augmentConfigSchema,
  quality: qualityOptionsSchema,
};

const lines = fs.readFileSync(path.resolve(import.meta.dirname, '../../docs/data.md'), 'utf8').split('\n');
const tableLines = lines.filter((line) => line.startsWith('|'));
/** Rows of tables that have a column for the default and one for its source, without separators of thousands. */
const rows = lines.flatMap((line, i) => {
  if (!line.startsWith('|')) return [];
  let head = i;
  while (lines[head - 1]?.startsWith('|')) head--;
  const titles = (lines[head] ?? '').toLowerCase();
  const isOptions = titles.includes('default') && titles.includes('source');
  return isOptions ? [line.replaceAll(/(\d),(?=\d{3})/g, '$1')] : [];
});

describe('docs/data.md', () => {
  const options = Object.entries(SCHEMAS).flatMap(([name, schema]) =>
    optionsOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema, name),
  );

  it('has a row with default and source for every option of the data pipeline', () => {
    assert.ok(options.length > 80, String(options.length));
    const missing = options.filter(({ name, isGroup, default: value }) => {
      const own = (isGroup ? tableLines : rows).filter(
        (row) => row.includes(`\`${name}\``) || row.includes(`.${name}\``),
      );
      return !own.some((row) => value === undefined || row.includes(value));
    });
    assert.deepEqual(
      missing.map(({ path: at, default: value }) => `${at}${value === undefined ? '' : ` = ${value}`}`),
      [],
    );
  });
});
