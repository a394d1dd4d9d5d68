import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { decodeSafetensors, encodeSafetensors, weightsSha256 } from 'sentilab/models';
import type { NamedArray } from 'sentilab/models';
import { sha256Hex } from 'sentilab/hash';

/** What test/golden/scripts/make_safetensors.py saved with the Python library. */
const arrays: readonly NamedArray[] = [
  { name: 'weights/logit/kernel', shape: [2, 1], values: Float32Array.of(0.5, -1.25) },
  { name: 'weights/embedding', shape: [2, 3], values: Float32Array.of(0, 0, 0, 1, -2, 3.5) },
  { name: 'weights/logit/bias', shape: [1], values: Float32Array.of(3.4028235e38) },
  { name: 'weights/empty', shape: [0, 4], values: new Float32Array(0) },
];
const golden = new Uint8Array(
  fs.readFileSync(path.resolve(import.meta.dirname, '../../golden/weights.safetensors')),
);
const byName = (list: readonly NamedArray[]): NamedArray[] =>
  [...list].sort((a, b) => (a.name < b.name ? -1 : 1));

const arbitraryArrays = fc.uniqueArray(
  fc
    .tuple(fc.string({ unit: 'grapheme' }), fc.array(fc.float({ noNaN: true }), { maxLength: 6 }))
    .filter(([name]) => name !== '__metadata__')
    .map(([name, values]) => ({ name, shape: [values.length], values: Float32Array.from(values) })),
  { selector: ({ name }) => name },
);

describe('safetensors', () => {
  it('reads a file of the Python library', () => {
    assert.deepEqual(byName(decodeSafetensors(golden)), byName(arrays));
  });

  it('writes the same bytes as the Python library', () => {
    assert.deepEqual(encodeSafetensors(arrays), golden);
  });

  it('gives back what it wrote, whatever the names, and the same bytes for any order', () => {
    fc.assert(
      fc.property(arbitraryArrays, (list) => {
        const bytes = encodeSafetensors(list);
        assert.deepEqual(byName(decodeSafetensors(bytes)), byName(list));
        assert.deepEqual(encodeSafetensors([...list].reverse()), bytes);
      }),
    );
  });

  it('says what is wrong with any cut-off or scribbled file, and never reads nonsense silently past its end', () => {
    for (let length = 0; length < golden.length; length++)
      assert.throws(
        () => decodeSafetensors(golden.subarray(0, length)),
        /FailureError|The weights can not be read/,
      );
    const scribbled = golden.slice();
    scribbled[8] = 0x21;
    assert.throws(() => decodeSafetensors(scribbled), /its header is not a JSON object/);
  });

  it('refuses two arrays of one name and values that do not fit the shape', () => {
    const one = { name: 'a', shape: [1], values: Float32Array.of(1) };
    assert.throws(() => encodeSafetensors([one, one]), /a: Two arrays have the same name/);
    assert.throws(
      () => encodeSafetensors([{ ...one, shape: [2] }]),
      /a: An array of shape \[2\] has 2 values\. Got 1/,
    );
  });
});

describe('weightsSha256', () => {
  const state = { arrays };

  it('is the SHA-256 of the file the weights are saved in', () => {
    assert.equal(weightsSha256(state), sha256Hex(golden));
  });

  it('does not depend on the optimizer’s slots or the order, but on every value, name and shape', () => {
    const slot = { name: 'slots/m', shape: [1], values: Float32Array.of(7) };
    assert.equal(weightsSha256({ arrays: [slot, ...arrays].reverse() }), weightsSha256(state));
    const [first, ...rest] = arrays as [NamedArray, ...NamedArray[]];
    const changes: NamedArray[] = [
      { ...first, values: Float32Array.of(0.5, -1.2500001) },
      { ...first, shape: [1, 2] },
      { ...first, name: 'weights/other' },
    ];
    const hashes = changes.map((changed) => weightsSha256({ arrays: [changed, ...rest] }));
    assert.equal(new Set([...hashes, weightsSha256(state)]).size, 4);
  });
});
