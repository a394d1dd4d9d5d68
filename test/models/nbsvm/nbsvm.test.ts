import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Rng } from 'sentilab/random';
import { NbSvm, NgramVocabulary, applySigmoid, fitSigmoid } from '../../../lib/models/nbsvm/index.ts';
import type { NbSvmJson } from '../../../lib/models/nbsvm/index.ts';

const documents = [
  'a good film',
  'a very good plot',
  'good and warm',
  'a bad film',
  'a very bad plot',
  'bad and cold',
].map((text) => text.split(' '));
const labels = [1, 1, 1, 0, 0, 0];
const word = fc.constantFrom('a', 'b', 'c', 'd', 'constructor', '__proto__', '');
const corpus = fc.array(fc.array(word, { maxLength: 8 }), { minLength: 1, maxLength: 12 });

describe('NgramVocabulary', () => {
  it('keeps exactly the uni- and bigrams in at least minDf documents, counted the plain way', () => {
    fc.assert(
      fc.property(corpus, fc.integer({ min: 1, max: 3 }), (texts, minDf) => {
        const counts = new Map<string, number>();
        for (const text of texts) {
          const ngrams = [
            ...text.map((a) => JSON.stringify([a])),
            ...text.slice(1).map((b, i) => JSON.stringify([text[i], b])),
          ];
          for (const ngram of new Set(ngrams)) counts.set(ngram, (counts.get(ngram) ?? 0) + 1);
        }
        const expected = [...counts.values()].filter((count) => count >= minDf).length;
        const vocabulary = NgramVocabulary.fit(texts, minDf);
        assert.equal(vocabulary.size, expected);
        const used = new Set(texts.flatMap((text) => [...vocabulary.encode(text)]));
        assert.equal(used.size, expected);
      }),
    );
  });

  it('encodes ascending, each feature once, and the same after a trip through JSON', () => {
    fc.assert(
      fc.property(corpus, fc.array(word), (texts, text) => {
        const vocabulary = NgramVocabulary.fit(texts, 1);
        const encoded = [...vocabulary.encode(text)];
        assert.deepEqual(
          encoded,
          [...new Set(encoded)].sort((a, b) => a - b),
        );
        const copy = NgramVocabulary.fromJSON(
          JSON.parse(JSON.stringify(vocabulary)) as ReturnType<NgramVocabulary['toJSON']>,
        );
        assert.deepEqual([...copy.encode(text)], encoded);
      }),
    );
  });

  it('holds many thousands of bigrams without mixing them up', () => {
    const words = Array.from({ length: 120 }, (_, i) => `w${i}`);
    const texts = words.flatMap((a) => words.map((b) => [a, b]));
    const vocabulary = NgramVocabulary.fit(texts, 1);
    assert.equal(vocabulary.size, 120 + 120 * 120);
    for (const text of texts) {
      const bigram = [...vocabulary.encode(text)].at(-1) ?? -1;
      assert.equal(vocabulary.nameOf(bigram), text.join(' '));
    }
  });
});

describe('NbSvm', () => {
  const fit = (options = {}): NbSvm => NbSvm.fit(documents, labels, { minDf: 1, ...options }, new Rng(1));

  it('learns which words speak for which class', () => {
    const model = fit();
    assert.deepEqual(
      documents.map((document) => (model.decision(document) > 0 ? 1 : 0)),
      labels,
    );
    assert.equal(model.strongest(1, 1)[0]?.ngram, 'good');
    assert.equal(model.strongest(0, 1)[0]?.ngram, 'bad');
  });

  it('gives the same bits for the same seed, and the same answer within the tolerance for another', () => {
    assert.deepEqual(fit().toJSON(), fit().toJSON());
    const other = NbSvm.fit(documents, labels, { minDf: 1, tolerance: 1e-10 }, new Rng(99));
    const here = fit({ tolerance: 1e-10 });
    other.weights.forEach((weight, i) => assert.ok(Math.abs(weight - (here.weights[i] ?? NaN)) < 1e-8));
  });

  it('predicts the same after a trip through JSON, calibrated or not', () => {
    for (const model of [fit(), fit().calibrate(documents, labels)]) {
      const copy = NbSvm.fromJSON(JSON.parse(JSON.stringify(model)) as NbSvmJson);
      assert.deepEqual(copy.predict(documents), model.predict(documents));
      assert.equal(copy.calibrated, model.calibrated);
    }
  });

  it('with beta 0 is naive Bayes: weights are multiples of the log-count ratio', () => {
    const model = fit({ beta: 0, alpha: 1 });
    // good: 4 of 4+... documents; symmetric classes make r(good) = -r(bad) and r(film) = 0
    const weightOf = (ngram: string): number =>
      model.weights[[...model.weights.keys()].find((i) => model.vocabulary.nameOf(i) === ngram) ?? -1] ?? NaN;
    assert.ok(weightOf('good') > 0);
    assert.ok(Math.abs(weightOf('good') + weightOf('bad')) < 1e-12);
    assert.ok(Math.abs(weightOf('film')) < 1e-12);
    assert.ok(Math.abs(weightOf('good') / weightOf('warm') - Math.log(4) / Math.log(2)) < 1e-9);
  });

  it('answers an empty or unknown document with its bias, never NaN', () => {
    const model = fit();
    assert.equal(model.decision([]), model.bias);
    assert.equal(model.decision(['xyzzy']), model.bias);
    assert.ok(model.probability([]) > 0 && model.probability([]) < 1);
  });

  it('refuses one class only, missing labels and a bad configuration, naming the field', () => {
    assert.throws(() => NbSvm.fit(documents, [1, 1, 1, 1, 1, 1], {}, new Rng(1)), /both classes/);
    assert.throws(() => NbSvm.fit(documents, [1], {}, new Rng(1)), /labels: .*Got 1/);
    assert.throws(() => NbSvm.fit(documents, labels, { C: 0 }, new Rng(1)), /model\.C: .*Got 0/);
  });
});

describe('fitSigmoid', () => {
  it('stays finite when decisions separate the classes perfectly, and rises with the decision', () => {
    const sigmoid = fitSigmoid([-3, -2, 2, 3], [0, 0, 1, 1]);
    assert.ok(sigmoid.slope > 0 && Number.isFinite(sigmoid.slope));
    assert.ok(applySigmoid(sigmoid, 1e6) <= 1 && applySigmoid(sigmoid, -1e6) >= 0);
  });

  it('says the base rate when decisions say nothing', () => {
    const sigmoid = fitSigmoid([0, 0, 0, 0], [1, 1, 1, 0]);
    assert.ok(Math.abs(applySigmoid(sigmoid, 0) - (3 * (4 / 5) + 1 / 3) / 4) < 1e-9); // smoothed targets
  });
});
