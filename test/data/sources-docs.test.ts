import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { sourceObjectSchema } from 'sentilab/data';

describe('docs/data.md on sources', () => {
  const page = fs.readFileSync(path.resolve(import.meta.dirname, '../../docs/data.md'), 'utf8');
  const section = (title: string): string => page.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? '';
  const sections: Readonly<Record<string, string>> = {
    own: section('Your own data'),
    others: section('Sources'),
  };

  it('has a row for every option of every source, with the default where it is a plain value', () => {
    for (const schema of sourceObjectSchema.options) {
      const kind = [...schema.shape.kind.values][0] ?? '';
      const text = sections[['csv', 'jsonl', 'parquet'].includes(kind) ? 'own' : 'others'] ?? '';
      const rows = text.split('\n').filter((line) => line.startsWith('|'));
      const probe = { kind, ...('file' in schema.shape && { file: 'x' }) };
      const defaults: Readonly<Record<string, unknown>> = schema.parse(probe);
      for (const option of Object.keys(schema.shape)) {
        if (option === 'kind') continue;
        const row = rows.find((line) => line.includes(`\`${option}\``));
        assert.ok(row, `${kind}.${option} has no row`);
        const value = defaults[option];
        if (option !== 'file' && ['string', 'number', 'boolean'].includes(typeof value))
          assert.ok(row.includes(String(value)), `${kind}.${option}: the default is ${String(value)}`);
      }
      assert.ok(text.includes(`\`${kind}\``) || text.includes(`'${kind}'`), kind);
    }
  });
});
