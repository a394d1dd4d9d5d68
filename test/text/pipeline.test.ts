import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { UserError } from 'sentilab/errors';
import { BOS, EOS, TextPipeline, UNK, UNK_ID } from 'sentilab/text';

const root = path.resolve(import.meta.dirname, '../..');
const texts = ["It's a great film.", 'A dull, dull film!', "I didn't laugh."];
const reviews = fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { minLength: 1, maxLength: 10 });

describe('TextPipeline', () => {
  it('encodes what it was fitted on and decodes it again', async () => {
    const pipeline = await TextPipeline.fit(texts, { minFrequency: 1 });
    const encoded = pipeline.encode("it's dull");
    assert.deepEqual(pipeline.decode(encoded.ids), ['it', "'s", 'dull']);
    assert.deepEqual([encoded.tokenCount, encoded.unknown], [3, 0]);
  });

  it('gives an empty text one <unk>, so that every row has a length', async () => {
    const pipeline = await TextPipeline.fit(texts);
    for (const empty of ['', '  \n', '<br />']) assert.deepEqual([...pipeline.encode(empty).ids], [UNK_ID]);
  });

  it('cuts a longer text to its head, its tail, or its first 40 % and last 60 %', async () => {
    const text = 'a b c d e f g h i j';
    const kept = async (truncate: 'head' | 'tail' | 'head+tail', maxLength: number): Promise<string> => {
      const pipeline = await TextPipeline.fit([text], { minFrequency: 1, maxLength, truncate });
      return pipeline.decode(pipeline.encode(text).ids).join('');
    };
    assert.equal(await kept('head', 5), 'abcde');
    assert.equal(await kept('tail', 5), 'fghij');
    assert.equal(await kept('head+tail', 5), 'abhij');
    assert.equal(await kept('head+tail', 10), 'abcdefghij');
    assert.equal(await kept('head+tail', 1), 'j');
  });

  it('keeps 102 + 154 of 256 tokens by default', async () => {
    const numbers = Array.from({ length: 400 }, (_, i) => `w${i}`);
    const pipeline = await TextPipeline.fit([numbers.join(' ')], { minFrequency: 1 });
    assert.deepEqual(pipeline.decode(pipeline.encode(numbers.join(' ')).ids), [
      ...numbers.slice(0, 102),
      ...numbers.slice(-154),
    ]);
  });

  it('puts <bos> and <eos> round a text on request, within maxLength, and never for a text that says so', async () => {
    const pipeline = await TextPipeline.fit(['a b c <bos> <pad>'], {
      steps: [{ kind: 'whitespace' }],
      minFrequency: 1,
      maxLength: 4,
      truncate: 'head',
      bos: true,
      eos: true,
    });
    const decoded = (text: string): string[] => pipeline.decode(pipeline.encode(text).ids);
    assert.deepEqual(decoded('a b c'), [BOS, 'a', 'b', EOS]);
    assert.deepEqual(decoded(''), [BOS, UNK, EOS]);
    assert.deepEqual(decoded('<bos> <pad>'), [BOS, UNK, UNK, EOS]);
  });

  it('knows special tokens of its own whatever the texts say', async () => {
    const pipeline = await TextPipeline.fit(['see url'], {
      minFrequency: 2,
      specialTokens: ['url', 'number'],
    });
    assert.deepEqual(pipeline.decode(pipeline.encode('see url number').ids), [UNK, 'url', 'number']);
  });

  it('takes texts from an async source, one at a time', async () => {
    let open = 0;
    async function* stream(): AsyncGenerator<string> {
      for (const text of texts) {
        assert.equal(++open, 1);
        yield text;
        open--;
      }
    }
    assert.deepEqual((await TextPipeline.fit(stream())).toJSON(), (await TextPipeline.fit(texts)).toJSON());
  });

  it('gives rt the ids that version 1 gave it, bit for bit', async () => {
    const rows = parse<{ text: string }>(fs.readFileSync(path.join(root, 'data/rt/rt.csv')), {
      columns: true,
    });
    const pipeline = await TextPipeline.fit(rows.map(({ text }) => text));
    const hash = createHash('sha256');
    for (const { text } of rows) {
      const { ids, tokenCount, unknown } = pipeline.encode(text);
      hash.update(new Uint8Array(ids.buffer)).update(`${tokenCount},${unknown};`);
    }
    assert.equal(
      hash.digest('hex'),
      'd2a0d181838cd1d9afd41cdc4261bdd4072cf2c1647241396f3f43cab233efc4', // taken before steps existed
    );
  });

  it('reads pipelines of version 1 and encodes as they did', async () => {
    const read = (name: string): unknown =>
      JSON.parse(fs.readFileSync(path.join(root, 'test/fixtures/pipeline-v1', `${name}.json`), 'utf8'));
    const encoded = read('encoded') as Readonly<
      Record<string, readonly { text: string; ids: number[]; tokens: string[] }[]>
    >;
    for (const name of ['default', 'cased']) {
      const pipeline = await TextPipeline.fromJSON(read(name));
      const cases = encoded[name] ?? [];
      assert.ok(cases.length > 20);
      for (const { text, ids, tokens } of cases) {
        assert.deepEqual([...pipeline.encode(text).ids], ids, text);
        assert.deepEqual(pipeline.tokens(text), tokens, text);
      }
      assert.equal(pipeline.toJSON().schemaVersion, 2);
    }
  });

  it('encodes the same after a trip through JSON', async () => {
    await fc.assert(
      fc.asyncProperty(
        reviews,
        fc.boolean(),
        fc.integer({ min: 1, max: 9 }),
        async (training, splitHyphens, maxLength) => {
          const pipeline = await TextPipeline.fit(training, { minFrequency: 1, maxLength, splitHyphens });
          const copy = await TextPipeline.fromJSON(JSON.parse(JSON.stringify(pipeline)));
          for (const text of [...training, 'something else'])
            assert.deepEqual(copy.encode(text), pipeline.encode(text));
          assert.deepEqual(copy.toJSON(), pipeline.toJSON());
        },
      ),
    );
  });

  it('refuses a pipeline of a newer version, a damaged one and what is none', async () => {
    const json = (await TextPipeline.fit(texts)).toJSON();
    await assert.rejects(TextPipeline.fromJSON({ ...json, schemaVersion: 3 }), /newer version.*Got 3/);
    await assert.rejects(
      TextPipeline.fromJSON({ ...json, vocabulary: { tokens: ['<pad>'], counts: [0] } }),
      /starts with <pad> and <unk>/,
    );
    await assert.rejects(TextPipeline.fromJSON({ ...json, learned: [null] }), /one entry.*per step/);
    await assert.rejects(
      TextPipeline.fromJSON({ ...json, config: { ...json.config, steps: [{ kind: 'glov' }] } }),
      /no such kind.*Did you mean "glove"/,
    );
    for (const wrong of [null, 7, {}, { ...json, config: null }])
      await assert.rejects(TextPipeline.fromJSON(wrong), UserError);
  });
});
