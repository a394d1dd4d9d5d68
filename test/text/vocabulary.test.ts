import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BOS, EOS, PAD, PAD_ID, UNK, UNK_ID, Vocabulary } from 'sentilab/text';

const tokenLists = fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', PAD, UNK, '__proto__')));

describe('Vocabulary', () => {
  it('gives <pad> id 0, <unk> id 1, then tokens by falling frequency, ties by code unit order', () => {
    const vocabulary = Vocabulary.build([['b', 'a', 'c', 'c'], ['d']], { minFrequency: 1, maxSize: 100 });
    assert.deepEqual(vocabulary.tokens, [PAD, UNK, 'c', 'a', 'b', 'd']);
    assert.deepEqual(vocabulary.counts, [0, 0, 2, 1, 1, 1]);
    assert.deepEqual(
      [vocabulary.idOf(PAD), vocabulary.idOf(UNK), vocabulary.idOf('zzz')],
      [PAD_ID, UNK_ID, UNK_ID],
    );
  });

  it('drops tokens below minFrequency and beyond maxSize, and counts them as <unk>', () => {
    const texts = [['a', 'a', 'a', 'b', 'b', 'c']];
    const frequent = Vocabulary.build(texts, { minFrequency: 2, maxSize: 100 });
    assert.deepEqual(
      [frequent.tokens, frequent.counts],
      [
        [PAD, UNK, 'a', 'b'],
        [0, 1, 3, 2],
      ],
    );
    const small = Vocabulary.build(texts, { minFrequency: 1, maxSize: 3 });
    assert.deepEqual(
      [small.tokens, small.counts],
      [
        [PAD, UNK, 'a'],
        [0, 3, 3],
      ],
    );
  });

  it('drops tokens above maxFrequency or in too large a share of the texts, and counts them as <unk>', () => {
    const texts = [['the', 'film', 'film', 'film'], ['the', 'plot'], ['the', 'plot'], ['the']];
    const common = { minFrequency: 1, maxSize: 100 };
    const tokens = (config: object): readonly string[] =>
      Vocabulary.build(texts, { ...common, ...config }).tokens.slice(2);
    assert.deepEqual(tokens({}), ['the', 'film', 'plot']);
    assert.deepEqual(tokens({ maxFrequency: 3 }), ['film', 'plot']);
    assert.deepEqual(tokens({ maxDocumentShare: 0.5 }), ['film', 'plot']);
    assert.deepEqual(tokens({ maxDocumentShare: 0.49 }), ['film']);
    assert.equal(Vocabulary.build(texts, { ...common, maxDocumentShare: 0.5 }).counts[UNK_ID], 4);
  });

  it('puts <bos>, <eos> and own special tokens after <unk>, whatever was counted, within maxSize', () => {
    const config = { minFrequency: 1, maxSize: 6, bos: true, eos: true, specialTokens: ['number'] };
    const vocabulary = Vocabulary.build([['a', 'a', 'b', 'number', BOS]], config);
    assert.deepEqual(vocabulary.tokens, [PAD, UNK, BOS, EOS, 'number', 'a']);
    assert.deepEqual(vocabulary.counts, [0, 2, 0, 0, 1, 2]); // b and the <bos> of the text are <unk>
  });

  it('is the same whatever the order of the texts, counts every token, and knows no token twice', () => {
    fc.assert(
      fc.property(
        tokenLists,
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 3, max: 8 }),
        (texts, minFrequency, maxSize) => {
          const vocabulary = Vocabulary.build(texts, { minFrequency, maxSize });
          const backwards = Vocabulary.build([...texts].reverse(), { minFrequency, maxSize });
          assert.deepEqual(backwards.tokens, vocabulary.tokens);
          assert.ok(vocabulary.size <= maxSize);
          assert.equal(
            vocabulary.counts.reduce((a, b) => a + b, 0),
            texts.flat().length,
          );
          vocabulary.tokens.forEach((token, id) => assert.equal(vocabulary.idOf(token), id));
        },
      ),
    );
  });

  it('refuses a list with a token twice or without the two special tokens', () => {
    assert.throws(
      () => new Vocabulary([PAD, UNK, 'a', 'a'], [0, 0, 1, 1]),
      /holds every token once\. Got "a"/,
    );
    assert.throws(() => new Vocabulary(['a'], [1]), /starts with <pad> and <unk>/);
    assert.throws(() => new Vocabulary([PAD, UNK], [0]), /one count per token/);
  });
});
