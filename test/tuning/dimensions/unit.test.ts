import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  cardinality,
  categorical,
  containsValue,
  float,
  fromUnit,
  int,
  isChoice,
  ordered,
  toUnit,
  unitCell,
} from 'sentilab/tuning';
import { anyDimension } from '../arbitrary-space.ts';

describe('a dimension as [0, 1]', () => {
  it('gives a value of the dimension for every coordinate, both ends included', () => {
    fc.assert(
      fc.property(
        anyDimension(),
        fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true })),
        (d, u) => {
          assert.ok(containsValue(d, fromUnit(d, u)));
        },
      ),
    );
  });

  it('comes back from its coordinate: exactly when discrete, to 1e-9 of the range when real', () => {
    fc.assert(
      fc.property(anyDimension(), fc.double({ min: 0, max: 1, noNaN: true }), (d, u) => {
        const value = fromUnit(d, u);
        const back = fromUnit(d, toUnit(d, value));
        if (cardinality(d) < Infinity) assert.equal(back, value);
        else if (!isChoice(d))
          assert.ok(
            Math.abs((back as number) - (value as number)) <=
              1e-9 * Math.max(Math.abs(d.high), Math.abs(d.low), d.high - d.low),
          );
      }),
    );
  });

  it('parts [0, 1] into the cells of a discrete dimension without a gap', () => {
    for (const d of [
      int(3, 9),
      int(16, 128, { step: 16 }),
      int(1, 40, { scale: 'log' }),
      float(0, 1, { step: 0.1 }),
      categorical(['a', 'b', 'c']),
      ordered([1, 10, 100]),
    ]) {
      const values = isChoice(d)
        ? d.choices
        : Array.from({ length: cardinality(d) }, (_, i) =>
            Number((d.low + i * (d.step ?? 1)).toPrecision(12)),
          );
      const cells = values.map((value) => unitCell(d, value));
      assert.equal(cells[0]?.start.toFixed(12), '0.000000000000');
      assert.equal(cells.at(-1)?.end.toFixed(12), '1.000000000000');
      cells.forEach((cell, i) => {
        if (i > 0) assert.ok(Math.abs((cell?.start ?? 0) - (cells[i - 1]?.end ?? 0)) < 1e-12);
        assert.equal(fromUnit(d, ((cell?.start ?? 0) + (cell?.end ?? 0)) / 2), values[i]);
      });
    }
  });

  it('maps the middle of a log range to the geometric mean', () => {
    assert.ok(Math.abs((fromUnit(float(1e-4, 1e-2, { scale: 'log' }), 0.5) as number) - 1e-3) < 1e-15);
  });

  it('makes no binary dust on a stepped range', () => {
    const d = float(0, 1, { step: 0.1 });
    assert.deepEqual(
      Array.from({ length: 11 }, (_, i) => fromUnit(d, (i + 0.5) / 11)),
      [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1],
    );
  });
});
