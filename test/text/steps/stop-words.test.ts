import assert from 'node:assert/strict';
import { stepSchema } from 'sentilab/text';
import { joined, tokenStep, tokensOf } from './support.ts';

async function without(words: string, options: object = {}): Promise<string> {
  const drop = await tokenStep(stepSchema.parse({ kind: 'stop-words', ...options }));
  const { tokens, text } = tokensOf(words.split(' '));
  return joined(drop(tokens, text));
}

describe('step stop-words', () => {
  it('drops the words of the list in any case', async () => {
    assert.equal(await without('The film was about a man and his dog'), 'film man dog');
  });

  it('keeps negations unless told otherwise', async () => {
    const words = "it was not good and never is n't";
    assert.equal(await without(words), "not good never n't");
    assert.equal(await without(words, { keepNegations: false }), "not good n't");
    assert.equal(await without(words, { keepNegations: false, add: ['not', "n't"] }), 'good');
  });

  it('drops more and keeps some of the list on request', async () => {
    assert.equal(await without('a very good film', { keep: ['Very'], add: ['FILM'] }), 'very good');
  });

  it('drops punctuation on request, and nothing that has a letter or digit', async () => {
    const words = "great , isn't ... :) 10/10 ! é";
    assert.equal(await without(words), words);
    assert.equal(await without(words, { punctuation: true }), "great isn't 10/10 é");
  });
});
