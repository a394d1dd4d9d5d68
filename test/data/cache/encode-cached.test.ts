import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { encodeExamples } from 'sentilab/data';
import type { EncodedExample, Example } from 'sentilab/data';
import { CACHE_FOLDER, encodeCached, loadDataset } from 'sentilab/data/node';
import { TextPipeline } from 'sentilab/text';
import { encodingKey } from '../../../lib/data/cache/encode-cached.ts';
import { packEncoded, unpackEncoded } from '../../../lib/data/cache/format.ts';
import { temporaryFolder } from '../mini-archive.ts';

const examples = Array.from({ length: 40 }, (_, i): Example => ({ id: `x/${i}\n"é"`, text: `a film of ${i} scenes `.repeat(i % 7), label: i % 2 === 0 ? 0 : 1 }));
const encodedArbitrary = fc.array(
  fc.record({
    id: fc.string({ unit: 'binary' }),
    label: fc.constantFrom<0 | 1>(0, 1),
    ids: fc.oneof(fc.array(fc.nat(65_535), { minLength: 1 }), fc.array(fc.nat(1_000_000), { minLength: 1 })).map((ids) => Int32Array.from(ids)),
  }, { noNullPrototype: true }),
  { maxLength: 20 },
);
const unpacked = (bytes: Uint8Array, key = 'k'): EncodedExample[] => {
  const found = unpackEncoded(bytes, key);
  assert.ok('examples' in found, 'refused' in found ? found.refused : '');
  return found.examples;
};

describe('the file of encoded texts', () => {
  it('gives back what was put in, with ids of two and of four bytes', () => {
    fc.assert(fc.property(encodedArbitrary, (encoded) => assert.deepEqual(unpacked(packEncoded('k', encoded)), encoded)));
  });

  it('takes two bytes a token while the vocabulary allows', () => {
    const encoded = [{ id: 'a', label: 1 as const, ids: new Int32Array(10_000).fill(65_535) }];
    const wide = [{ id: 'a', label: 1 as const, ids: new Int32Array(10_000).fill(65_536) }];
    assert.ok(packEncoded('k', encoded).length < 20_300 && packEncoded('k', wide).length > 40_000);
  });

  it('refuses the file when any byte is another, missing or too many, and when it is of other data', () => {
    const bytes = packEncoded('k', encodeExamplesOf());
    for (let at = 0; at < bytes.length; at++) {
      const damaged = Uint8Array.from(bytes);
      damaged[at] = (damaged[at] as number) ^ (1 << at % 8);
      assert.ok('refused' in unpackEncoded(damaged, 'k'), `byte ${at}`);
    }
    for (let length = 0; length < bytes.length; length += 7) assert.ok('refused' in unpackEncoded(bytes.subarray(0, length), 'k'));
    assert.ok('refused' in unpackEncoded(Buffer.concat([bytes, Buffer.from([0])]), 'k'));
    assert.deepEqual(unpackEncoded(bytes, 'other'), { refused: 'it is of other data or another pipeline' });
  });

  function encodeExamplesOf(): EncodedExample[] {
    return examples.map(({ id, label }, i) => ({ id, label, ids: Int32Array.from({ length: 1 + (i % 5) }, (_, n) => n) }));
  }
});

describe('encodeCached', () => {
  const folder = temporaryFolder();
  let made = 0;
  const newRoot = (): string => path.join(folder, `root-${made++}`);
  const filesOf = (root: string): string[] => {
    const cache = path.join(root, CACHE_FOLDER);
    return fs.existsSync(cache) ? fs.readdirSync(cache).map((name) => path.join(cache, name)) : [];
  };
  let pipeline: TextPipeline;
  let expected: EncodedExample[];
  before(async () => {
    pipeline = await TextPipeline.fit(examples.map(({ text }) => text));
    expected = encodeExamples(pipeline, examples);
  });

  it('gives what encodeExamples gives, the first time and out of the file', async () => {
    const root = newRoot();
    for (let time = 0; time < 2; time++) assert.deepEqual(await encodeCached(pipeline, examples, { root, minSeconds: 0 }), expected);
    assert.equal(filesOf(root).length, 1);
    assert.ok(!fs.readdirSync(path.dirname(filesOf(root)[0] ?? '')).some((name) => name.endsWith('.tmp')));
  });

  it('reads the file instead of encoding again', async () => {
    const root = newRoot();
    await encodeCached(pipeline, examples, { root, minSeconds: 0 });
    const [file = ''] = filesOf(root);
    // Put another, whole file with the right key in its place: what comes back shows that it was read.
    const planted = expected.map((example) => ({ ...example, ids: Int32Array.of(7) }));
    fs.writeFileSync(file, packEncoded(encodingKey(pipeline, examples), planted));
    assert.deepEqual(await encodeCached(pipeline, examples, { root, minSeconds: 0 }), planted);
  });

  it('makes a damaged, cut, empty or foreign file again, and never gives wrong data', async () => {
    const root = newRoot();
    await encodeCached(pipeline, examples, { root, minSeconds: 0 });
    const [file = ''] = filesOf(root);
    const whole = fs.readFileSync(file);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), fc.constantFrom('flip', 'cut', 'foreign'), async (at, bits, how) => {
        const damaged = Buffer.from(whole);
        damaged[at] = (damaged[at] as number) ^ bits;
        fs.writeFileSync(file, how === 'flip' ? damaged : how === 'cut' ? whole.subarray(0, at) : Buffer.alloc(at, bits));
        const lines: string[] = [];
        assert.deepEqual(await encodeCached(pipeline, examples, { root, minSeconds: 0, log: (line) => lines.push(line) }), expected);
        assert.match(lines.join(), /It is made again/);
        assert.ok(fs.readFileSync(file).equals(whole), 'the file was not made again');
      }),
      { numRuns: 60 },
    );
  });

  it('has another name for another text, label, id, order or pipeline', async () => {
    const [first, ...rest] = examples as [Example, ...Example[]];
    const other = await TextPipeline.fit(examples.map(({ text }) => text), { maxLength: 255 });
    const names = [
      encodingKey(pipeline, examples),
      encodingKey(other, examples),
      encodingKey(pipeline, [{ ...first, text: `${first.text}.` }, ...rest]),
      encodingKey(pipeline, [{ ...first, label: 1 }, ...rest]),
      encodingKey(pipeline, [{ ...first, id: 'y' }, ...rest]),
      encodingKey(pipeline, [...rest, first]),
      encodingKey(pipeline, rest),
      encodingKey(pipeline, examples, 'fingerprint'),
      encodingKey(pipeline, examples, 'another'),
      encodingKey(pipeline, rest, 'fingerprint'),
    ];
    assert.equal(new Set(names).size, names.length);
    assert.equal(encodingKey(await TextPipeline.fromJSON(JSON.parse(JSON.stringify(pipeline))), examples), names[0]);
  });

  it('stays within its size: what was used longest ago goes first', async () => {
    const root = newRoot();
    const parts = [0, 1, 2, 3].map((i) => examples.slice(10 * i, 10 * i + 10));
    const encode = async (i: number, maxBytes: number): Promise<void> => {
      const part = parts[i] ?? [];
      assert.deepEqual(await encodeCached(pipeline, part, { root, minSeconds: 0, maxBytes }), encodeExamples(pipeline, part));
    };
    for (const i of [0, 1, 2]) {
      await encode(i, 2 ** 20);
      await new Promise((resolve) => setTimeout(resolve, 15)); // file times tell the order
    }
    const nameOf = (i: number): string => `${encodingKey(pipeline, parts[i] ?? []).slice(0, 32)}.ids`;
    await encode(0, 2 ** 20); // used again: now 1 is the oldest
    const sizes = filesOf(root).map((file) => fs.statSync(file).size);
    await new Promise((resolve) => setTimeout(resolve, 15));
    await encode(3, Math.max(...sizes) * 3 + 40);
    assert.deepEqual(filesOf(root).map((file) => path.basename(file)).sort(), [0, 2, 3].map(nameOf).sort());
    await encode(1, 10); // larger than the cache may be: not kept, and nothing else lost
    assert.equal(filesOf(root).length, 3);
  });

  it('keeps nothing that is quicker encoded than read', async () => {
    const root = newRoot();
    await encodeCached(pipeline, examples.slice(0, 3), { root });
    assert.deepEqual(filesOf(root), []);
  });

  it('does without a cache that cannot be written, and says so', async () => {
    const root = newRoot();
    fs.mkdirSync(path.join(root, 'data', 'processed'), { recursive: true });
    fs.writeFileSync(path.join(root, CACHE_FOLDER), 'a file where the folder should be');
    const lines: string[] = [];
    assert.deepEqual(await encodeCached(pipeline, examples, { root, minSeconds: 0, log: (line) => lines.push(line) }), expected);
    assert.match(lines.join('\n'), /could not be kept/);
  });

  it('tells how far it is, and at the end that it is done', async () => {
    const rt = await loadDataset('rt');
    const texts = rt.examples.slice(0, 3000);
    const calls: number[] = [];
    await encodeCached(pipeline, texts, { root: newRoot(), threads: 1, onProgress: ({ done }) => calls.push(done) });
    assert.deepEqual(calls, [...calls].sort((a, b) => a - b));
    assert.equal(calls.at(-1), 3000);
  });
});
