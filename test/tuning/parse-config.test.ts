import assert from 'node:assert/strict';
import { createPruner, createSampler, float, space } from 'sentilab/tuning';
import type { PrunerConfig, SamplerConfig } from 'sentilab/tuning';

const s = space({ x: float(0, 1) });
const sampler = (config: unknown): unknown => createSampler(config as SamplerConfig, s, 1);
const pruner = (config: unknown): unknown => createPruner(config as PrunerConfig);

describe('a sampler’s or pruner’s config', () => {
  it('with an unknown kind is refused, with the nearest known one', () => {
    assert.throws(() => sampler({ kind: 'tpa' }), {
      name: 'UserError',
      message: /sampler\.kind: .*Got "tpa"\. Did you mean "tpe"\?/,
    });
    assert.throws(() => pruner({ kind: 'hyperbend' }), {
      name: 'UserError',
      message: /pruner\.kind: .*Did you mean "hyperband"\?/,
    });
    assert.throws(() => sampler(null), {
      name: 'UserError',
      message: /^sampler: .*expected object, received null/,
    });
  });

  it('with a bad or an unknown option is refused, naming the field', () => {
    assert.throws(() => sampler({ kind: 'tpe', startupTrials: 0 }), {
      name: 'UserError',
      message: /^sampler\.startupTrials: .*>=1\. Got 0\./,
    });
    assert.throws(
      () => sampler({ kind: 'random', points: 3 }),
      /^UserError: sampler: Unknown field "points"/,
    );
    assert.throws(() => pruner({ kind: 'median', warmupEpochs: -1 }), /pruner\.warmupEpochs/);
  });
});
