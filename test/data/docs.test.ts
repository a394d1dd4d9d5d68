import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { balanceSchema, duplicatesConfigSchema, kFoldConfigSchema, splitConfigSchema } from 'sentilab/data';
import { SOURCES } from 'sentilab/data/node';
import { embeddingConfigSchema } from 'sentilab/embeddings';
import { DEFAULT_STEPS, textConfigSchema } from 'sentilab/text';

describe('docs/data.md', () => {
  const page = fs.readFileSync(path.resolve(import.meta.dirname, '../../docs/data.md'), 'utf8');

  it('names every option of splits, text and embeddings, and every source', () => {
    const options = [splitConfigSchema, kFoldConfigSchema, duplicatesConfigSchema, textConfigSchema, ...embeddingConfigSchema.options].flatMap((schema) =>
      Object.keys(schema.shape),
    );
    const kinds = [...splitConfigSchema.shape.kind.unwrap().options, ...kFoldConfigSchema.shape.kind.unwrap().options];
    const values = [...kinds, ...balanceSchema.options].map((value) => `'${value}'`);
    const missing = [...options, ...values, ...Object.keys(SOURCES)].filter((name) => !page.includes(`\`${name}\``));
    assert.deepEqual(missing, []);
  });

  it('gives the defaults that the text configuration has', () => {
    for (const [name, value] of Object.entries(textConfigSchema.parse({}))) {
      const row = page.split('\n').find((line) => line.includes(`\`${name}\``) && line.startsWith('|'));
      const shown =
        name === 'steps' ? DEFAULT_STEPS.map(({ kind }) => kind).join(', ') : JSON.stringify(value).replaceAll('"', '');
      assert.ok(row?.includes(shown), `${name}: ${shown}`);
    }
  });
});
