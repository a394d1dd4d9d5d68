import assert from 'node:assert/strict';
import { averageProbabilities, compareModels, holm } from 'sentilab/evaluation';
import { Rng } from 'sentilab/random';

const rng = new Rng(12);
const truth = Array.from({ length: 500 }, () => rng.int(0, 1));
const scores = (skill: number): number[] =>
  truth.map((label) => 1 / (1 + Math.exp(-((label * 2 - 1) * skill + rng.normal()))));
const models = [
  { name: 'good', probabilities: scores(1.6) },
  { name: 'as good', probabilities: scores(1.6) },
  { name: 'poor', probabilities: scores(0.2) },
];

describe('compareModels', () => {
  it('compares every pair, corrects p by Holm, and tells the poor model from the good ones only', () => {
    const pairs = compareModels(truth, models, new Rng(1), { bootstrap: { resamples: 300 } });
    assert.deepEqual(
      pairs.map(({ first, second }) => `${first} / ${second}`),
      ['good / as good', 'good / poor', 'as good / poor'],
    );
    assert.deepEqual(
      pairs.map(({ p }) => p),
      holm(pairs.map(({ mcnemar }) => mcnemar.exact)),
    );
    const [alike, better, alsoBetter] = pairs;
    assert.ok(alike && alike.p > 0.05);
    for (const pair of [better, alsoBetter]) {
      const [accuracy] = pair?.differences ?? [];
      assert.ok(pair && pair.p < 1e-6 && accuracy && accuracy.interval.low > 0);
      const { onlyFirst, onlySecond } = pair.mcnemar;
      assert.ok(Math.abs(accuracy.difference - (onlyFirst - onlySecond) / truth.length) < 1e-12);
    }
  });

  it('gives a pair the same numbers when another model joins', () => {
    const bootstrap = { resamples: 100 };
    const two = compareModels(truth, models.slice(0, 2), new Rng(1), { bootstrap });
    const three = compareModels(truth, models, new Rng(1), { bootstrap });
    assert.deepEqual(three[0]?.differences, two[0]?.differences);
  });

  it('refuses two models of one name', () => {
    const [one] = models;
    assert.ok(one);
    assert.throws(() => compareModels(truth, [one, one], new Rng(1)), /same name\. Got "good"/);
  });
});

describe('averageProbabilities', () => {
  it('is the mean over models, example by example', () => {
    assert.deepEqual(
      averageProbabilities([
        [0.25, 1],
        [0.75, 0.5],
      ]),
      Float64Array.of(0.5, 0.75),
    );
    assert.throws(() => averageProbabilities([[1], [1, 0]]), /probabilities\[1\]: .*Got 2/);
  });
});
