import assert from 'node:assert/strict';
import {
  createGate,
  gateConfigSchema,
  meanVectorSimilarity,
  type Gate,
  type GateConfig,
} from 'sentilab/augment';
import { loadGlove } from 'sentilab/embeddings/node';
import { loadAfinn, sentimentCounts, type SentimentLexicon } from '../../../lib/augment/gate/lexicon.ts';
import { wordOverlap } from '../../../lib/augment/gate/overlap.ts';

const vectors = loadGlove();
const TEXT = 'the film is a good but slow study of a small town';
/** Every check off. */
const OFF: GateConfig = {
  similarity: null,
  overlap: null,
  lengthRatio: null,
  sentiment: false,
  learnt: null,
  duplicates: false,
  attempts: 1,
};

describe('gate', () => {
  let lexicon: SentimentLexicon;
  const gate = (config: Partial<GateConfig>, known: string[] = []): Gate =>
    createGate({ ...OFF, ...config }, { vectors, lexicon }, known);
  before(async () => {
    lexicon = await loadAfinn();
  });

  it('lets a text pass that fulfils everything', () => {
    const all = createGate(gateConfigSchema.parse({}), { vectors, lexicon });
    assert.equal(all.judge(TEXT, TEXT.replace('film', 'movie')), null);
  });

  it('refuses a text that has not changed, case and spaces apart, whatever is switched off', () => {
    assert.equal(gate({}).judge(TEXT, `  ${TEXT.toUpperCase()}`), 'unchanged');
  });

  it('refuses what the training part has, and the second of the same', () => {
    const judge = gate({ duplicates: true }, ['A known text']);
    assert.equal(judge.judge(TEXT, 'a KNOWN  text'), 'duplicate');
    assert.equal(judge.judge(TEXT, 'a new text'), null);
    assert.equal(judge.judge('another', 'a new text'), 'duplicate');
    assert.equal(gate({}, ['a known text']).judge(TEXT, 'a known text'), null);
  });

  it('refuses a text that is too short or too long', () => {
    const judge = gate({ lengthRatio: [0.5, 2] });
    assert.equal(judge.judge('one two three four', 'one'), 'length');
    assert.equal(judge.judge('one two', 'one two three four five'), 'length');
    assert.equal(judge.judge('one two three four', 'one two'), null);
  });

  it('refuses a text that loses, gains or turns round sentiment', () => {
    const judge = gate({ sentiment: true });
    assert.equal(judge.judge(TEXT, TEXT.replace('good', 'long')), 'sentiment');
    assert.equal(judge.judge(TEXT, TEXT.replace('good', 'bad')), 'sentiment');
    assert.equal(judge.judge(TEXT, `not ${TEXT}`), 'sentiment');
    assert.equal(judge.judge("it isn't long", 'it is long'), 'sentiment');
    assert.equal(judge.judge("it isn't long", 'it is not long'), null);
    assert.equal(judge.judge(TEXT, TEXT.replace('good', 'great')), null);
  });

  it('refuses a text with too few words in common', () => {
    assert.equal(gate({ overlap: 0.8 }).judge('a b c d', 'a b x y'), 'overlap');
    assert.equal(gate({ overlap: 0.5 }).judge('a b c d', 'a b x y'), null);
  });

  it('refuses a text about something else by its word vectors', () => {
    const judge = gate({ similarity: 0.9 });
    assert.equal(judge.judge('the film is dull', 'parliament tax goal election'), 'similarity');
    assert.equal(judge.judge('the film is dull', 'the movie is dull'), null);
  });

  it('protects sentiment words and negations only while it looks at sentiment', () => {
    const words = ['good', 'terrible', 'not', "isn't", 'never', 'film'];
    assert.deepEqual(words.filter(gate({ sentiment: true }).isProtected), words.slice(0, 5));
    assert.deepEqual(words.filter(gate({}).isProtected), []);
  });

  it('says what a check is missing', () => {
    assert.throws(() => createGate({ ...OFF, sentiment: true }, {}), /gate\.sentiment: .* needs the lexicon/);
    assert.throws(
      () => createGate({ ...OFF, similarity: 0.9 }, {}),
      /gate\.similarity: .* needs the vectors/,
    );
  });

  it('sentimentCounts counts positive and negative words and negations', () => {
    assert.deepEqual(
      sentimentCounts("It's a GOOD, great film; I can't hate it, nor don\u2019t i do n't", lexicon),
      {
        positive: 2,
        negative: 1,
        negations: 4,
      },
    );
  });
});

describe('meanVectorSimilarity', () => {
  it('is 1 for the same words in another order and falls with every word exchanged', () => {
    assert.ok(Math.abs(meanVectorSimilarity('a dull film', 'film a dull', vectors) - 1) < 1e-6);
    const near = meanVectorSimilarity('a dull film', 'a dull movie', vectors);
    const far = meanVectorSimilarity('a dull film', 'tax goal election', vectors);
    assert.ok(near > far && near < 1, `${near} ${far}`);
  });

  it('is the cosine of the sums of the words’ vectors', () => {
    const sum = (words: readonly string[]): number[] => {
      const total = new Array<number>(vectors.dimensions).fill(0);
      for (const word of words)
        vectors.vector(word)?.forEach((value, d) => (total[d] = (total[d] ?? 0) + value));
      return total;
    };
    const [a, b] = [sum(['dull', 'film']), sum(['funny', 'story', 'film'])];
    const dot = (x: number[], y: number[]): number => x.reduce((n, value, d) => n + value * (y[d] ?? 0), 0);
    const expected = dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
    assert.ok(Math.abs(meanVectorSimilarity('Dull film.', 'funny story, film', vectors) - expected) < 1e-6);
  });

  it('takes two texts without a known word for equal, and one against a known one for 0', () => {
    assert.equal(meanVectorSimilarity('zzyzx', '', vectors), 1);
    assert.equal(meanVectorSimilarity('zzyzx', 'film', vectors), 0);
  });
});

describe('wordOverlap', () => {
  it('is Dice’s coefficient of the words with their counts', () => {
    assert.equal(wordOverlap('a b c d', 'd c b a'), 1);
    assert.equal(wordOverlap('a a b', 'a b b'), 4 / 6);
    assert.equal(wordOverlap('a b', 'x y z'), 0);
    assert.equal(wordOverlap('', '!'), 1);
  });
});
