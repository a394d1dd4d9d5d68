import assert from 'node:assert/strict';
import fs from 'node:fs';
import fc from 'fast-check';
import { readGloveText } from 'sentilab/embeddings/node';
import { FailureError } from 'sentilab/errors';
import { temporaryFolder } from '../../data/mini-archive.ts';
import { FORMATS, writeFormat } from '../support/formats.ts';
import type { Table } from '../support/formats.ts';

const word = fc.stringMatching(/^[a-zé中"\\\]{}:,.'-]{1,12}$/u);
const tables = (dimensions: number): fc.Arbitrary<Table> =>
  fc.uniqueArray(word, { minLength: 1, maxLength: 12 }).chain((words) =>
    fc.record({
      words: fc.constant(words),
      rows: fc.array(
        fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), {
          minLength: dimensions,
          maxLength: dimensions,
        }),
        { minLength: words.length, maxLength: words.length },
      ),
    }),
  );

for (const format of FORMATS)
  describe(`reader of ${format.name}`, () => {
    const folder = temporaryFolder();
    const { dimensions } = format;
    const row = (seed: number): number[] =>
      Array.from({ length: dimensions }, (_, d) => Math.fround(seed + d / 8));
    const table: Table = { words: ['the', 'film', 'naïve', '"', 'rare'], rows: [1, 2, 3, 4, 5].map(row) };

    it('gives back the words in their order and the numbers to the last bit', () =>
      fc.assert(
        fc.asyncProperty(tables(dimensions), async (any) => {
          const vectors = await format.read(writeFormat(folder, format, any));
          assert.deepEqual([...vectors.words()], any.words);
          assert.equal(vectors.dimensions, dimensions);
          any.words.forEach((each, i) =>
            assert.deepEqual([...(vectors.vector(each) ?? [])].map(zero), (any.rows[i] ?? []).map(zero)),
          );
        }),
        { numRuns: 40 },
      ));

    it('keeps only the words that are asked for', async () => {
      const file = writeFormat(folder, format, table);
      const vectors = await format.read(file, { keep: (each) => ['film', 'rare', 'absent'].includes(each) });
      assert.deepEqual([...vectors.words()], ['film', 'rare']);
      assert.deepEqual([...(vectors.vector('rare') ?? [])], row(5));
    });

    it('reports its progress up to 1 and stops at the signal', async () => {
      const file = writeFormat(folder, format, table);
      const seen: number[] = [];
      await format.read(file, { onProgress: (done) => seen.push(done) });
      assert.equal(seen.at(-1), 1);
      const gone = AbortSignal.abort(new Error('enough'));
      await assert.rejects(format.read(file, { signal: gone }), /enough|abort/i);
    });

    it('says in one sentence that the file is missing', async () => {
      await assert.rejects(format.read(`${folder}/absent`), { name: 'UserError' });
    });

    it('refuses a file that was cut anywhere, or reads what is whole in it, and never crashes', () =>
      fc.assert(
        fc.asyncProperty(fc.double({ min: 0, max: 1, noNaN: true }), async (share) => {
          const whole = format.bytes(table);
          const file = writeFormat(folder, format, table);
          fs.truncateSync(file, Math.floor(share * (whole.length - 1)));
          try {
            const vectors = await format.read(file);
            // What was cut off is a line end, or digits of the last number; a file without a header may lack lines.
            const words = [...vectors.words()];
            assert.deepEqual(words, table.words.slice(0, words.length));
            if (format.read !== readGloveText) assert.equal(words.length, table.words.length);
            words.forEach((each, i) =>
              assert.deepEqual(
                [...(vectors.vector(each) ?? [])].slice(0, i + 1 < words.length ? dimensions : -1),
                row(i + 1).slice(0, i + 1 < words.length ? dimensions : -1),
              ),
            );
          } catch (error) {
            assert.ok(error instanceof FailureError, String(error));
          }
        }),
        { numRuns: 60 },
      ));
  });

/** -0 and 0 are the same number printed. */
function zero(value: number): number {
  return value === 0 ? 0 : value;
}
