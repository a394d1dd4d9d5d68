import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FALLBACKS, FloatVectors, coverageReport, createLookup, wantedWords } from 'sentilab/embeddings';
import type { FallbackName } from 'sentilab/embeddings';
import { Vocabulary } from 'sentilab/text';

const known = [
  'do',
  "n't",
  'it',
  "'s",
  'well',
  'made',
  'movie',
  'goer',
  'cliche',
  'Paris',
  'NASA',
  'important',
  'perform',
  'performed',
  'performer',
  'performing',
  '7',
  '10',
  'we',
  "'re",
  'can',
  'not',
  'fun',
  'funny',
  'un',
  'were',
];
const vectors = new FloatVectors(
  known,
  Float32Array.from(known, (_, i) => i),
);
const find = (token: string, ...fallbacks: FallbackName[]) =>
  createLookup(vectors, fallbacks)(token)?.words ?? null;

describe('fallbacks of the search for a vector', () => {
  it('case finds lower case, a capital, all capitals', () => {
    assert.deepEqual(find('Movie', 'case'), ['movie']);
    assert.deepEqual(find('paris', 'case'), ['Paris']);
    assert.deepEqual(find('nasa', 'case'), ['NASA']);
    assert.equal(find('absent', 'case'), null);
  });

  it('accents finds the plain spelling', () => assert.deepEqual(find('Cliché', 'accents'), ['cliche']));

  it('contraction parts a verb from its n’t, with or without an apostrophe, and no other word that ends in nt', () => {
    assert.deepEqual(find("don't", 'contraction'), ['do', "n't"]);
    assert.deepEqual(find('werent', 'contraction'), ['were', "n't"]);
    assert.deepEqual(find('It’s', 'contraction'), ['it', "'s"]);
    assert.deepEqual(find("we're", 'contraction'), ['we', "'re"]);
    assert.equal(find('ornament', 'contraction'), null);
  });

  it('compound wants all parts known', () => {
    assert.deepEqual(find('well-made', 'compound'), ['well', 'made']);
    assert.deepEqual(find('7/10', 'compound'), ['7', '10']);
    assert.equal(find('well-absent', 'compound'), null);
  });

  it('stem takes the three most frequent words of the same Porter2 stem', () => {
    assert.deepEqual(find('performs', 'stem'), ['perform', 'performed', 'performer']);
    assert.deepEqual(find('importantly', 'stem'), ['important']);
    assert.equal(find('7s', 'stem'), null);
  });

  it('subword takes two words of at least three letters that make up the token', () => {
    assert.deepEqual(find('moviegoer', 'subword'), ['movie', 'goer']);
    assert.equal(find('unfunny', 'subword'), null, 'un is too short');
  });

  it('are tried in the order given, each once', () => {
    assert.equal(createLookup(vectors, ['stem', 'case'])('Performed')?.step, 'stem');
    assert.equal(createLookup(vectors, ['case', 'stem'])('Performed')?.step, 'case');
    assert.throws(() => createLookup(vectors, ['case', 'case']), /tried once/);
  });

  it('find nothing less in a file of which only the wanted words were read', () => {
    const token = fc.oneof(
      fc.constantFrom(
        'Paris',
        "don't",
        'WELL-made',
        'performs',
        'moviegoer',
        'clichés',
        'nasa',
        'Importantly',
      ),
      fc.constantFrom(...known),
      fc.stringMatching(/^[a-z'-]{1,10}$/),
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(token, { maxLength: 12 }),
        fc.shuffledSubarray([...FALLBACKS]),
        (tokens, fallbacks) => {
          const wanted = wantedWords(tokens, fallbacks);
          const kept = known.filter(wanted);
          const part = new FloatVectors(
            kept,
            Float32Array.from(kept, (word) => known.indexOf(word)),
          );
          const [all, some] = [createLookup(vectors, fallbacks), createLookup(part, fallbacks)];
          for (const each of tokens) assert.deepEqual(some(each), all(each), each);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('coverage report', () => {
  const counts: Readonly<Record<string, number>> = {
    movie: 10,
    Movie: 6,
    "don't": 4,
    moviegoer: 3,
    zzz: 2,
    qqq: 2,
    once: 1,
  };
  const vocabulary = Vocabulary.build(
    [Object.entries(counts).flatMap(([token, count]) => Array<string>(count).fill(token))],
    { minFrequency: 2, maxSize: 100 },
  );

  it('tells coverage before any fallback and after each, and lists what is missing by frequency', () => {
    const report = coverageReport(vocabulary, vectors);
    assert.deepEqual([report.types, report.tokens, report.unknownTokens], [6, 28, 1]);
    const after = Object.fromEntries(report.steps.map(({ step, coverage }) => [step, coverage]));
    assert.deepEqual(after['exact'], { types: 1 / 6, tokens: 10 / 28 });
    assert.deepEqual(after['case'], { types: 2 / 6, tokens: 16 / 28 });
    assert.deepEqual(after['contraction'], { types: 3 / 6, tokens: 20 / 28 });
    assert.deepEqual(after['subword'], report.coverage);
    assert.deepEqual(report.coverage, { types: 4 / 6, tokens: 23 / 28 });
    assert.deepEqual(report.missing, [
      { token: 'qqq', count: 2 },
      { token: 'zzz', count: 2 },
    ]);
    assert.deepEqual(report.steps.at(-1)?.examples, [
      { token: 'moviegoer', words: ['movie', 'goer'], count: 3 },
    ]);
  });

  it('looks at the most frequent types alone when asked', () => {
    const report = coverageReport(vocabulary, vectors, { top: 2, fallbacks: [] });
    assert.deepEqual([report.types, report.tokens, report.coverage.types], [2, 16, 1 / 2]);
  });

  it('leaves the special tokens of a text’s ends out', () => {
    const tokens = ['<pad>', '<unk>', '<bos>', '<eos>', 'movie'];
    const report = coverageReport(new Vocabulary(tokens, [0, 0, 0, 0, 5]), vectors);
    assert.deepEqual([report.types, report.coverage.types, report.missing], [1, 1, []]);
  });
});
