import assert from 'node:assert/strict';
import { loadDefinition } from 'sentilab/experiment/node';
import { ARMS } from '../../bench/accuracy/arms.ts';
import { configOf } from '../../bench/accuracy/measure.ts';
import { summarise } from '../../bench/accuracy/summary.ts';

describe('bench accuracy', () => {
  it('has arms that are whole configurations, all different, each held against another one', async () => {
    const configs = await Promise.all(ARMS.map(configOf));
    assert.equal(new Set(configs.map((config) => JSON.stringify(config))).size, ARMS.length);
    for (const { against } of ARMS)
      assert.ok(against === null || ARMS.some(({ name }) => name === against), String(against));
  });

  it('measures what the experiment imdb-best calls best, hybrid and pure', async () => {
    const { config, bind } = await loadDefinition('imdb-best');
    const recipes = bind['recipe'] as Readonly<Record<string, Readonly<Record<string, object>>>>;
    for (const name of ['best', 'hybrid', 'pure']) {
      const {
        pseudoLabels = config.pseudoLabels,
        channels = config.channels,
        training,
      } = recipes[name] ?? {};
      const expected = { ...config, pseudoLabels, channels, training: { ...config.training, ...training } };
      assert.deepEqual(await configOf(ARMS.find((arm) => arm.name === name) ?? { change: {} }), expected);
    }
  });

  it('counts votes, tests them against NB-SVM, and pairs the seeds of two arms', () => {
    const run = (seed: number, probabilities: number[]) => ({
      arm: 'x',
      seed,
      split: 's',
      labels: [1, 1, 0, 0],
      probabilities,
      cpuSeconds: 10 * seed,
    });
    const runs = [run(1, [0.9, 0.9, 0.1, 0.1]), run(2, [0.9, 0.2, 0.1, 0.1]), run(3, [0.9, 0.8, 0.1, 0.7])];
    const others = [run(1, [0.9, 0.1, 0.1, 0.1]), run(2, [0.2, 0.1, 0.1, 0.1]), run(3, [0.9, 0.1, 0.1, 0.1])];
    const arm = { name: 'x', title: 'X', change: {}, against: 'y' };
    const summary = summarise(arm, runs, run(1, [0, 0, 0, 0]), others);
    assert.deepEqual(summary.accuracies, [1, 0.75, 0.75]);
    assert.equal(summary.votes, 1);
    assert.equal(summary.nbsvm, 0.5);
    assert.equal(summary.p, 0.5); // two texts right instead of none of two: 2 × 1/4
    assert.equal(summary.cpuSeconds, 20);
    assert.ok(Math.abs((summary.difference?.mean ?? NaN) - (0.25 + 0.25 + 0) / 3) < 1e-12);
    assert.equal(summary.difference?.to, 'y');
  });
});
