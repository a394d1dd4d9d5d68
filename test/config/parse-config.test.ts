import assert from 'node:assert/strict';
import { z } from 'zod';
import { parseConfig } from 'sentilab/config';
import { UserError } from 'sentilab/errors';

const schema = z.strictObject({
  size: z.int().min(1).default(8),
  deep: z.strictObject({ width: z.int() }).default({ width: 1 }),
  model: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('lstm'), units: z.int() }),
    z.strictObject({ kind: z.literal('linear') }),
  ]),
  all: z.array(z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('grid') })])).default([]),
});
const refuses = (value: unknown, message: RegExp): void => {
  assert.throws(
    () => parseConfig(schema, value, 'config'),
    (error: unknown) => error instanceof UserError && message.test(error.message),
  );
};

describe('parseConfig', () => {
  it('fills in defaults', () => {
    assert.deepEqual(parseConfig(schema, { model: { kind: 'linear' } }, 'config'), {
      size: 8,
      deep: { width: 1 },
      model: { kind: 'linear' },
      all: [],
    });
  });

  it('names field and value of what is wrong', () => {
    refuses({ size: 0, model: { kind: 'linear' } }, /^config\.size: .*Got 0\./);
    refuses({ model: { kind: 'lstm', units: 'x' } }, /^config\.model\.units: .*Got "x"/);
  });

  it('suggests the nearest field', () => {
    refuses({ sise: 3, model: { kind: 'linear' } }, /Unknown field "sise"\. Did you mean "size"\?/);
    refuses(
      { model: { kind: 'lstm', units: 1, unit: 2 } },
      /^config\.model: Unknown field "unit"\. Did you mean "units"\?/,
    );
    refuses({ model: { kind: 'linear' }, deep: { wdth: 2 } }, /^config\.deep: .*Did you mean "width"\?/);
  });

  it('suggests the nearest kind of a union, also inside lists and at the top', () => {
    refuses({ model: { kind: 'lsm' } }, /^config\.model\.kind: .*Got "lsm"\. Did you mean "lstm"\?/);
    refuses({ model: { kind: 'linear' }, all: [{ kind: 'gird' }] }, /^config\.all\.0\.kind: .*Got "gird"/);
    assert.throws(
      () => parseConfig(schema.shape.model, { kind: 'x' }, 'model'),
      /^UserError: model\.kind: .*Known: lstm, linear/,
    );
  });

  it('names what is wrong inside an object where a name or an object may stand', () => {
    const either = z.strictObject({
      plan: z.union([
        z.enum(['flat', 'steep']),
        z.discriminatedUnion('kind', [...schema.shape.model.options]),
      ]),
    });
    const fails = (plan: unknown, message: RegExp): void =>
      assert.throws(() => parseConfig(either, { plan }, 'config'), message);
    assert.deepEqual(parseConfig(either, { plan: 'flat' }, 'config'), { plan: 'flat' });
    fails({ kind: 'lstm', units: 0.5 }, /config\.plan\.units: .*Got 0\.5/);
    fails({ kind: 'lsm' }, /config\.plan\.kind: .*Did you mean "lstm"\?/);
    fails({ kind: 'lstm', units: 1, unit: 2 }, /Unknown field "unit"\. Did you mean "units"\?/);
    fails('flt', /config\.plan: .*Got "flt"/);
  });
});
