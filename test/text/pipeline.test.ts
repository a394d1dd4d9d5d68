import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TextPipeline, UNK, UNK_ID, textConfigSchema } from 'sentilab/text';
import { UserError } from 'sentilab/errors';

const texts = ["It's a great film.", 'A dull, dull film!', "I didn't laugh."];
const reviews = fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { minLength: 1, maxLength: 10 });

describe('TextPipeline', () => {
  it('encodes what it was fitted on and decodes it again', () => {
    const pipeline = TextPipeline.fit(texts, { minFrequency: 1 });
    const encoded = pipeline.encode("it's dull");
    assert.deepEqual(pipeline.decode(encoded.ids), ['it', "'s", 'dull']);
    assert.deepEqual([encoded.tokenCount, encoded.unknown], [3, 0]);
  });

  it('gives an empty text one <unk>, so that every row has a length', () => {
    const pipeline = TextPipeline.fit(texts);
    for (const empty of ['', '  \n', '<br />']) assert.deepEqual([...pipeline.encode(empty).ids], [UNK_ID]);
  });

  it('cuts a longer text to its head, or to its first 40 % and last 60 %', () => {
    const text = 'a b c d e f g h i j';
    const kept = (truncate: 'head' | 'head+tail', maxLength: number): string => {
      const pipeline = TextPipeline.fit([text], { minFrequency: 1, maxLength, truncate });
      return pipeline.decode(pipeline.encode(text).ids).join('');
    };
    assert.equal(kept('head', 5), 'abcde');
    assert.equal(kept('head+tail', 5), 'abhij');
    assert.equal(kept('head+tail', 10), 'abcdefghij');
    assert.equal(kept('head+tail', 1), 'j');
  });

  it('keeps 102 + 154 of 256 tokens by default', () => {
    const numbers = Array.from({ length: 400 }, (_, i) => `w${i}`);
    const pipeline = TextPipeline.fit([numbers.join(' ')], { minFrequency: 1 });
    assert.deepEqual(pipeline.decode(pipeline.encode(numbers.join(' ')).ids), [
      ...numbers.slice(0, 102),
      ...numbers.slice(-154),
    ]);
  });

  it('decodes what it encodes up to unknown tokens, for any text', () => {
    fc.assert(
      fc.property(reviews, fc.string({ unit: 'binary' }), (training, text) => {
        const pipeline = TextPipeline.fit(training, { minFrequency: 1, maxLength: 1000 });
        for (const any of [...training, text]) {
          const { ids, tokenCount } = pipeline.encode(any);
          assert.ok(ids.length >= 1 && ids.every((id) => id >= UNK_ID && id < pipeline.vocabulary.size));
          const tokens = pipeline.tokens(any);
          assert.equal(tokenCount, tokens.length);
          const expected = tokens.map((token) => (pipeline.vocabulary.has(token) ? token : UNK));
          assert.deepEqual(pipeline.decode(ids), tokens.length === 0 ? [UNK] : expected);
        }
      }),
    );
  });

  it('encodes the same after a trip through JSON', () => {
    fc.assert(
      fc.property(
        reviews,
        fc.boolean(),
        fc.integer({ min: 1, max: 9 }),
        (training, splitHyphens, maxLength) => {
          const pipeline = TextPipeline.fit(training, { minFrequency: 1, maxLength, splitHyphens });
          const copy = TextPipeline.fromJSON(JSON.parse(JSON.stringify(pipeline)));
          for (const text of [...training, 'something else'])
            assert.deepEqual(copy.encode(text), pipeline.encode(text));
          assert.deepEqual(copy.toJSON(), pipeline.toJSON());
        },
      ),
    );
  });

  it('names the field, the value and the fix of a wrong configuration', () => {
    const fit = (config: object): TextPipeline => TextPipeline.fit(texts, config);
    assert.throws(
      () => fit({ maxLenght: 5 }),
      /text: Unknown field "maxLenght"\. Did you mean "maxLength"\?/,
    );
    assert.throws(() => fit({ maxLength: 0 }), /text\.maxLength: .*>=1\. Got 0\./);
    assert.throws(() => fit({ truncate: 'middle' }), UserError);
  });

  it('refuses a pipeline of a newer version, a damaged one and what is none', () => {
    const json = TextPipeline.fit(texts).toJSON();
    assert.throws(() => TextPipeline.fromJSON({ ...json, schemaVersion: 2 }), /newer version.*Got 2/);
    assert.throws(
      () => TextPipeline.fromJSON({ ...json, vocabulary: { tokens: ['<pad>'], counts: [0] } }),
      /starts with <pad> and <unk>/,
    );
    for (const wrong of [null, 7, {}, { ...json, config: null }])
      assert.throws(() => TextPipeline.fromJSON(wrong), UserError);
  });

  it('has a default for every field of the configuration, and describes it', () => {
    assert.deepEqual(textConfigSchema.parse({}), {
      lowercase: true,
      splitHyphens: true,
      maxLength: 256,
      truncate: 'head+tail',
      minFrequency: 2,
      maxSize: 30_000,
    });
    for (const [name, field] of Object.entries(textConfigSchema.shape)) assert.ok(field.description, name);
  });
});
