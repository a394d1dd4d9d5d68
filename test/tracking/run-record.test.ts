import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { parseRunRecord, runRecordJsonSchema, runRecordSchema, type RunRecord } from 'sentilab/tracking';
import { makeRecords } from '../support/records.ts';

const root = path.resolve(import.meta.dirname, '../..');
const fixtures = path.join(root, 'test/fixtures/run-record-v1');
const committed = (): Record<string, unknown> =>
  JSON.parse(
    fs.readFileSync(path.join(root, 'lib/tracking/schema/run-record.v1.schema.json'), 'utf8'),
  ) as Record<string, unknown>;

const ajv = new Ajv2020({ allErrors: true, strictTuples: false, allowUnionTypes: true });
ajv.addFormat('date-time', true); // zod writes the pattern beside the format: the pattern decides
const validate = ajv.compile(committed());

describe('the run record, version 1', () => {
  const files = fs.readdirSync(fixtures);

  it('has fixtures of a finished, a pruned, a failed and a baseline run', () => {
    assert.deepEqual(files.sort(), ['baseline.json', 'failed.json', 'finished.json', 'pruned.json']);
  });

  for (const file of files)
    it(`loads the version 1 fixture ${file} unchanged`, () => {
      const json: unknown = JSON.parse(fs.readFileSync(path.join(fixtures, file), 'utf8'));
      assert.deepEqual(parseRunRecord(json), json);
    });

  it('accepts the fixtures by the committed JSON Schema, as another implementation reads it', () => {
    for (const file of files) {
      const json: unknown = JSON.parse(fs.readFileSync(path.join(fixtures, file), 'utf8'));
      assert.ok(validate(json), `${file}: ${ajv.errorsText(validate.errors)}`);
    }
  });

  it('has a committed JSON Schema that is the one generated from the source', () => {
    assert.deepEqual(
      committed(),
      JSON.parse(JSON.stringify(runRecordJsonSchema())),
      'Run: npx tsx lib/tracking/write-json-schema.ts && npx prettier --write lib/tracking/schema',
    );
  });

  it('is judged alike by zod and by ajv when one field is damaged', () => {
    const records = makeRecords({ seed: 3, trials: 6 });
    const damages = [null, -1, 0.5, 'x', [], {}, true];
    let refused = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...records),
        fc.nat(),
        fc.constantFrom(...damages, undefined),
        (record, where, damage) => {
          const copy = structuredClone(record) as unknown as Record<string, unknown>;
          const slots = slotsOf(copy);
          const slot = slots[where % slots.length];
          if (slot === undefined) return;
          if (damage === undefined) delete slot.parent[slot.key];
          else slot.parent[slot.key] = damage;
          const json: unknown = JSON.parse(JSON.stringify(copy)); // what a file would hold
          const byZod = runRecordSchema.safeParse(json).success;
          if (!byZod) refused++;
          assert.equal(validate(json), byZod, `${slot.path} = ${JSON.stringify(damage)}`);
        },
      ),
      { numRuns: 600, seed: 7 },
    );
    assert.ok(refused > 100, `only ${refused} damaged records were refused`);
  });

  it('refuses NaN and infinities: JSON would turn them into null', () => {
    const [record] = makeRecords();
    assert.ok(record);
    for (const value of [NaN, Infinity]) {
      const broken: RunRecord = {
        ...record,
        metrics: { 'test/accuracy': { value, direction: 'maximize', unit: 'fraction' } },
      };
      assert.equal(runRecordSchema.safeParse(broken).success, false);
    }
  });
});

interface Slot {
  readonly parent: Record<string, unknown>;
  readonly key: string;
  readonly path: string;
}

/** Every member of every object in a record; array elements are reached through them. */
function slotsOf(node: unknown, trail = ''): Slot[] {
  if (typeof node !== 'object' || node === null) return [];
  const parent = node as Record<string, unknown>;
  return Object.keys(parent).flatMap((key) => [
    ...(Array.isArray(node) ? [] : [{ parent, key, path: `${trail}.${key}` }]),
    ...slotsOf(parent[key], `${trail}.${key}`),
  ]);
}
