import assert from 'node:assert/strict';
import type { WordNetPos } from 'sentilab/augment';
import { createInflector, type Inflector } from '../../../lib/augment/wordnet/inflector.ts';
import { createTagger } from '../../../lib/augment/wordnet/tagger.ts';

describe('inflector', () => {
  let inflector: Inflector;
  before(async () => {
    inflector = await createInflector();
  });

  const cases: readonly (readonly [string, string, string, WordNetPos, string | null])[] = [
    ['movie', 'films', 'film', 'noun', 'movies'],
    ['child', 'kids', 'kid', 'noun', 'children'],
    ['movie', 'film', 'film', 'noun', 'movie'],
    ['go', 'ran', 'run', 'verb', 'went'],
    ['convey', 'bringing', 'bring', 'verb', 'conveying'],
    ['operate', 'runs', 'run', 'verb', 'operates'],
    ['stop', 'ended', 'end', 'verb', 'stopped'],
    ['fine', 'better', 'good', 'adj', null],
    ['dull', 'boring', 'boring', 'adj', 'dull'],
  ];
  for (const [lemma, text, base, pos, expected] of cases)
    it(`puts ${lemma} into the form of ${text}: ${expected ?? 'cannot'}`, () => {
      assert.equal(inflector.inflect(lemma, { text, lemma: base, pos }), expected);
    });
});

describe('tagger', () => {
  it('finds content words with their places, parts of speech and lemmas', async () => {
    const tagger = await createTagger();
    const text = "the films weren't badly acted — and the actors ran quickly .";
    const tagged = tagger.tag(text);
    for (const { text: word, start, end } of tagged) assert.equal(text.slice(start, end), word);
    assert.deepEqual(
      tagged.map(({ text: word, pos, lemma }) => `${word} ${pos} ${lemma}`),
      [
        'films noun film',
        'badly adv badly',
        'acted verb act',
        'actors noun actor',
        'ran verb run',
        'quickly adv quickly',
      ],
    );
  });

  it('does not lose time over a hundred thousand letters without a space', async () => {
    const tagger = await createTagger();
    const start = performance.now();
    const [first] = tagger.tag(`film ${'x'.repeat(100_000)}`);
    assert.equal(first?.text, 'film');
    assert.ok(performance.now() - start < 2000);
  });
});
