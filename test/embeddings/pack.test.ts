import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { FloatVectors, fromHalf, packVectors, toHalf } from 'sentilab/embeddings';
import { readVectors, writeVectors } from 'sentilab/embeddings/node';
import { temporaryFolder } from '../data/mini-archive.ts';

const golden = JSON.parse(
  fs.readFileSync(path.resolve(import.meta.dirname, '../golden/embedding-quality.json'), 'utf8'),
) as { readonly halves: { readonly values: readonly number[]; readonly bits: readonly number[] } };

describe('16-bit floats', () => {
  it('are rounded as NumPy rounds them: subnormal, huge and half-way values too', () => {
    assert.deepEqual(golden.halves.values.map(toHalf), golden.halves.bits);
  });

  it('come back to the same bits, all 65,536 of them', () => {
    for (let half = 0; half < 0x10000; half++) {
      const value = fromHalf(half);
      if (Number.isNaN(value)) assert.ok(Number.isNaN(fromHalf(toHalf(value))));
      else assert.equal(toHalf(value), half);
    }
  });
});

describe('packed vectors', () => {
  const folder = temporaryFolder();
  const words = ['good', 'film', 'naïve', '"'];
  const table = fc.array(fc.float({ min: -4, max: 4, noNaN: true }), { minLength: 12, maxLength: 12 });

  it('keep the direction of every vector in 16 and 8 bits: cosine ≥ 0.9999 over 50 dimensions', () => {
    const values = Float32Array.from({ length: 200 }, (_, i) => Math.sin(i * i + 1) * (1 + (i % 7)));
    const whole = new FloatVectors(words, values);
    for (const packing of ['float16', 'int8'] as const) {
      const packed = packVectors(whole, packing);
      assert.equal(packed.values.byteLength, packing === 'int8' ? 200 : 400);
      for (const word of words) {
        const [a, b] = [whole.vector(word) ?? [], packed.vector(word) ?? []];
        const dot = (x: ArrayLike<number>, y: ArrayLike<number>): number =>
          Array.from(x).reduce((sum, value, d) => sum + value * (y[d] ?? NaN), 0);
        assert.ok(dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b)) >= 0.9999, `${packing} ${word}`);
      }
    }
  });

  it('come back from a folder as they were stored, in each of the three forms', () => {
    fc.assert(
      fc.property(table, fc.constantFrom('float32', 'float16', 'int8'), (values, packing) => {
        const whole = new FloatVectors(words, Float32Array.from(values));
        const stored = writeVectors(path.join(folder, 'v'), whole, { packing, from: 'a test' });
        const read = readVectors(path.join(folder, 'v'));
        assert.deepEqual([...(read?.words() ?? [])], words);
        for (const word of words) assert.deepEqual(read?.vector(word), stored.vector(word));
        if (packing === 'float32')
          for (const word of words) assert.deepEqual(read?.vector(word), whole.vector(word));
        assert.equal(read?.rms, stored.rms);
      }),
      { numRuns: 20 },
    );
  });

  it('are refused with the fix when a byte has changed; a folder without a manifest holds none', () => {
    const place = path.join(folder, 'damaged');
    assert.equal(readVectors(place), null);
    writeVectors(place, new FloatVectors(['a'], Float32Array.of(1, 2)), {
      packing: 'float32',
      from: 'a test',
    });
    fs.appendFileSync(path.join(place, 'words.txt'), 'b\n');
    assert.throws(() => readVectors(place), /words\.txt has wrong bytes.*Delete the folder/);
  });

  it('are not written when a word holds a line break', () => {
    const odd = new FloatVectors(['a\nb'], Float32Array.of(1));
    assert.throws(
      () => writeVectors(path.join(folder, 'odd'), odd, { packing: 'int8', from: 'a test' }),
      /line break/,
    );
  });
});
