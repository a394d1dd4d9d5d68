import assert from 'node:assert/strict';
import { z } from 'zod';
import { layerAt, parseLayers, type ConfigLayer } from 'sentilab/config';

const schema = z.strictObject({
  seed: z.int().min(1).default(1),
  training: z.strictObject({ epochs: z.int().min(1).default(6), rate: z.number().default(0.1) }),
  model: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('lstm'),
      units: z.int().default(8),
      head: z.array(z.int()).default([]),
    }),
    z.strictObject({ kind: z.literal('linear'), c: z.number().default(1) }),
  ]),
  split: z.strictObject({ kind: z.enum(['auto', 'blocks']).default('auto'), seed: z.int() }),
});
const base: ConfigLayer = {
  origin: 'default',
  value: { training: {}, model: { kind: 'lstm' }, split: { seed: 1 } },
};
const file: ConfigLayer = {
  origin: 'a.yaml',
  value: { training: { epochs: 3 }, model: { kind: 'lstm', units: 16, head: [4, 4] } },
};
const parse = (...layers: ConfigLayer[]) => parseLayers(schema, [base, ...layers]);

describe('parseLayers', () => {
  it('lets the later layer win, field by field, and says where each value came from', () => {
    const { config, origins } = parse(
      file,
      layerAt(['training', 'epochs'], 2, 'SENTILAB_TRAINING__EPOCHS'),
      layerAt(['model', 'units'], 32, '--units'),
    );
    assert.deepEqual(config.training, { epochs: 2, rate: 0.1 });
    assert.deepEqual(config.model, { kind: 'lstm', units: 32, head: [4, 4] });
    assert.equal(origins['training.epochs'], 'SENTILAB_TRAINING__EPOCHS');
    assert.equal(origins['training.rate'], 'default');
    assert.equal(origins['model.units'], '--units');
    assert.equal(origins['model.head'], 'a.yaml');
    assert.equal(origins['split.seed'], 'default');
  });

  it('replaces a list by a list', () => {
    const { config } = parse(file, layerAt(['model', 'head'], [1], '--set'));
    assert.deepEqual(config.model, { kind: 'lstm', units: 16, head: [1] });
  });

  it('starts another kind of model from its own defaults, but merges what only has a field named kind', () => {
    const { config, origins } = parse(
      file,
      layerAt(['model', 'kind'], 'linear', '--set'),
      layerAt(['split', 'kind'], 'blocks', '--set'),
    );
    assert.deepEqual(config.model, { kind: 'linear', c: 1 });
    assert.deepEqual(config.split, { kind: 'blocks', seed: 1 });
    assert.equal(origins['model.c'], 'default');
    assert.equal(origins['model.units'], undefined);
  });

  it('names the origin of a wrong value, its path, the value and what was expected', () => {
    assert.throws(
      () => parse(file, layerAt(['training', 'epochs'], 0, '--epochs')),
      /^UserError: --epochs: training\.epochs: .*>=1.* Got 0\./,
    );
    assert.throws(
      () =>
        parse({ origin: 'b.yaml', value: { training: { epochs: 'many' } } }, file, {
          origin: 'c.json',
          value: { model: { kind: 'lstm', units: 'x' } },
        }),
      /^UserError: c\.json: model\.units: .*Got "x"/,
    );
  });

  it('names the origin of an unknown field and the nearest known one', () => {
    assert.throws(
      () => parse(file, { origin: 'b.yaml', value: { training: { epoch: 2 } } }),
      /^UserError: b\.yaml: training: Unknown field "epoch"\. Did you mean "epochs"\?/,
    );
    assert.throws(
      () => parse(file, layerAt(['trainng', 'epochs'], 2, 'SENTILAB_TRAINNG__EPOCHS')),
      /^UserError: SENTILAB_TRAINNG__EPOCHS: Unknown field "trainng"\. Did you mean "training"\?/,
    );
  });

  it('names the origin of an unknown kind', () => {
    assert.throws(
      () => parse(file, layerAt(['model', 'kind'], 'lsm', '--set model.kind')),
      /^UserError: --set model\.kind: model\.kind: There is no such kind\. Got "lsm"\. Did you mean "lstm"\?/,
    );
  });
});
