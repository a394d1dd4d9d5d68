import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { trainConfigJsonSchema } from 'sentilab/experiment';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');

describe('the JSON Schema of a training', () => {
  const committed = JSON.parse(read('docs/schema/train.schema.json')) as Record<string, unknown>;
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(committed);

  it('is the one generated from the source (npx tsx lib/experiment/write-train-schema.ts)', () => {
    assert.deepEqual(committed, JSON.parse(JSON.stringify(trainConfigJsonSchema())));
  });

  it('accepts the template, which names it for editors, and an empty file', () => {
    const template = read('experiments/train.example.yaml');
    assert.ok(validate(parse(template)), JSON.stringify(validate.errors));
    assert.ok(validate({}), JSON.stringify(validate.errors));
    const named = /^# yaml-language-server: \$schema=(.*)$/m.exec(template)?.[1] ?? '';
    assert.equal(path.resolve(root, 'experiments', named), path.join(root, 'docs/schema/train.schema.json'));
  });

  it('refuses unknown fields, kinds and wrong values', () => {
    for (const wrong of [
      { training: { epoch: 3 } },
      { training: { epochs: 0 } },
      { model: { kind: 'lsm' } },
      { modle: {} },
      { folds: 1 },
    ])
      assert.ok(!validate(wrong), JSON.stringify(wrong));
  });
});
