import assert from 'node:assert/strict';
import fc from 'fast-check';
import { golden, joined, tokenStep, tokensOf } from './support.ts';

describe('step negation', () => {
  for (const doubleNegation of ['mark', 'end'] as const)
    it(`marks the words that NLTK marks where a second negation is told to "${doubleNegation}"`, async () => {
      const negation = await tokenStep({ kind: 'negation', prefix: 'NOT_', doubleNegation });
      for (const { tokens: words, [doubleNegation]: expected } of golden.negation) {
        const { tokens, text } = tokensOf(words);
        const marked = negation(tokens, text).flatMap((token, i) =>
          token.text.startsWith('NOT_') ? [i] : [],
        );
        const wordsOnly = expected.filter((i) => /[\p{L}\p{N}]/u.test(words[i] ?? ''));
        assert.deepEqual(marked, wordsOnly, text);
      }
      assert.ok(golden.negation.length >= 70);
    });

  it('marks up to the end of the clause, and no punctuation', async () => {
    const negation = await tokenStep({ kind: 'negation', prefix: 'NOT_', doubleNegation: 'mark' });
    const { tokens, text } = tokensOf("i do n't like it , really : good film".split(' '));
    assert.equal(joined(negation(tokens, text)), "i do n't NOT_like NOT_it , NOT_really : good film");
  });

  it('hears a negation in capitals, which NLTK does not', async () => {
    const negation = await tokenStep({ kind: 'negation', prefix: 'NOT_', doubleNegation: 'mark' });
    const { tokens, text } = tokensOf(['Not', 'GOOD', '.', "DON'T", 'go']);
    assert.equal(joined(negation(tokens, text)), "Not NOT_GOOD . DON'T NOT_go");
  });

  it('takes another mark', async () => {
    const negation = await tokenStep({ kind: 'negation', prefix: 'un:', doubleNegation: 'mark' });
    const { tokens, text } = tokensOf(['never', 'funny']);
    assert.equal(joined(negation(tokens, text)), 'never un:funny');
  });

  it('keeps the number and the places of all tokens', async () => {
    const negation = await tokenStep({ kind: 'negation', prefix: 'NOT_', doubleNegation: 'mark' });
    fc.assert(
      fc.property(fc.array(fc.constantFrom('not', "n't", 'no', '.', ',', ';', 'good', '10')), (words) => {
        const { tokens, text } = tokensOf(words);
        const places = (list: readonly { readonly start: number; readonly end: number }[]): unknown[] =>
          list.map(({ start, end }) => [start, end]);
        assert.deepEqual(places(negation(tokens, text)), places(tokens));
      }),
    );
  });
});
