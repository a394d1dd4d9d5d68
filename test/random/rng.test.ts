import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { Rng, deriveSeed } from 'sentilab/random';

describe('Rng', () => {
  it('refuses seed 0 and fractions, naming the value', () => {
    assert.throws(() => new Rng(0), /seed: .*positive whole number\. Got 0\./);
    assert.throws(() => new Rng(1.5), /Got 1\.5/);
  });

  it('goes on from a saved state with the same numbers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1 }), fc.integer({ min: 0, max: 50 }), (seed, drawn) => {
        const rng = new Rng(seed);
        for (let i = 0; i < drawn; i++) rng.float();
        const copy = Rng.fromState(JSON.parse(JSON.stringify(rng.getState())) as ReturnType<Rng['getState']>);
        assert.deepEqual(
          [copy.float(), copy.int(0, 9), copy.normal()],
          [rng.float(), rng.int(0, 9), rng.normal()],
        );
      }),
    );
  });

  it('split depends on seed and label, not on what was drawn before', () => {
    const fresh = new Rng(7);
    const used = new Rng(7);
    used.float();
    assert.equal(fresh.split('dropout').float(), used.split('dropout').float());
    assert.notEqual(fresh.split('dropout').float(), fresh.split('shuffle').float());
  });

  it('gives the same bits in another process', () => {
    const here = new Rng(42).split('x').float();
    const script = "import { Rng } from 'sentilab/random'; console.log(new Rng(42).split('x').float())";
    const there = execFileSync(process.execPath, ['--import=tsx', '--input-type=module', '-e', script], {
      encoding: 'utf8',
    });
    assert.equal(Number(there), here);
  });

  it('shuffles to a permutation and leaves the input alone', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: 1 }), (values, seed) => {
        const before = [...values];
        const shuffled = new Rng(seed).shuffle(values);
        assert.deepEqual(values, before);
        assert.deepEqual([...shuffled].sort(), [...values].sort());
      }),
    );
  });

  it('draws normals with mean 0 and variance 1 within five standard errors', () => {
    const rng = new Rng(3);
    const draws = Array.from({ length: 20_000 }, () => rng.normal());
    const mean = draws.reduce((a, b) => a + b, 0) / draws.length;
    const variance = draws.reduce((a, b) => a + (b - mean) ** 2, 0) / draws.length;
    assert.ok(Math.abs(mean) < 5 / Math.sqrt(draws.length));
    assert.ok(Math.abs(variance - 1) < 5 * Math.sqrt(2 / draws.length));
  });
});

describe('deriveSeed', () => {
  it('never returns 0 and stays within 31 bits', () => {
    fc.assert(
      fc.property(fc.integer(), fc.string(), (seed, label) => {
        const derived = deriveSeed(seed, label);
        assert.ok(Number.isInteger(derived) && derived > 0 && derived < 2 ** 31);
      }),
    );
  });
});
