import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatNpy, parseNpy, quantizeRows } from 'sentilab/embeddings';

describe('.npy files', () => {
  it('come back as they were written, data aligned to 64 bytes', () => {
    fc.assert(
      fc.property(fc.float32Array({ maxLength: 60 }), fc.boolean(), (values, flat) => {
        const shape = flat ? [values.length] : [1, values.length];
        const bytes = formatNpy(values, shape);
        assert.equal((bytes.length - values.byteLength) % 64, 0);
        const read = parseNpy(Buffer.concat([Buffer.from('x'), bytes]).subarray(1), 'x.npy'); // at an odd offset
        assert.deepEqual([read.dtype, read.shape, read.fortranOrder], ['<f4', shape, false]);
        assert.deepEqual(new Float32Array(read.data.buffer), values);
      }),
    );
  });

  it('are refused by name when they are none or end too early', () => {
    const whole = formatNpy(Int8Array.of(1, 2, 3), [3]);
    assert.throws(
      () => parseNpy(whole.subarray(0, whole.length - 1), 'x.npy'),
      /x\.npy is damaged: 2 of 3 bytes/,
    );
    assert.throws(() => parseNpy(new Uint8Array(200), 'x.npy'), /x\.npy is damaged: no \.npy file/);
    assert.throws(() => parseNpy(new Uint8Array(0), 'x.npy'), /damaged/);
  });
});

describe('quantizeRows', () => {
  it('is off by half a step of the row at most, whatever the length of the row', () => {
    const row = fc.array(fc.float({ noNaN: true, min: -1000, max: 1000 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 10 }), (rows) => {
        const { values, scales } = quantizeRows(Float32Array.from(rows.flat()), 4);
        rows.forEach((vector, r) => {
          const step = Math.max(...vector.map(Math.abs)) / 127;
          vector.forEach((value, d) => {
            const back = (values[r * 4 + d] ?? NaN) * (scales[r] ?? NaN);
            assert.ok(Math.abs(back - value) <= step * 0.5001 + 1e-30, `${value} became ${back}`);
          });
        });
      }),
    );
  });
});
