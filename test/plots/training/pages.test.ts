import assert from 'node:assert/strict';
import { evaluateModels } from 'sentilab/evaluation';
import { foldSeries, renderCrossValidation, renderTraining } from 'sentilab/plots';
import { Rng } from 'sentilab/random';
import { compareFolds, type RunRecord } from 'sentilab/tracking';
import { HOSTILE } from '../../support/hostile.ts';
import { makeRecords } from '../../support/records.ts';

const records = makeRecords({ seed: 2, trials: 6 });
const [linear] = records;
const first = records.find(
  ({ study, outcome, epochs }) => study !== null && outcome.kind === 'finished' && epochs.length > 2,
);
assert.ok(linear && first);
const markup = (page: string): string => page.replaceAll(/<script[\s\S]*?<\/script>/g, '');
const folds: RunRecord[] = [1, 2, 3].flatMap((fold) => {
  const fingerprint = String(fold).padStart(64, '0');
  const shared = {
    run: { seed: 7, fold, attempt: 1 },
    data: { ...first.data, split: { ...first.data.split, fingerprint } },
  };
  const accuracy = (value: number): RunRecord['metrics'] => ({
    'test/accuracy': { value, direction: 'maximize', unit: 'fraction' },
  });
  return [
    {
      ...first,
      ...shared,
      id: `cv-x-f${fold}`,
      study: { id: 'cv-x', sampler: 'cv', seed: 7 },
      metrics: accuracy(0.7 + fold / 100),
    },
    { ...linear, ...shared, id: `nbsvm-f${fold}`, metrics: accuracy(0.72) },
  ];
});

describe('renderTraining', () => {
  const texts = Array.from({ length: 40 }, (_, i) => `text ${i} ${HOSTILE}`);
  const evaluation = evaluateModels(
    {
      data: { name: 'rt', title: 'sentences', attribution: '', fingerprint: 'f'.repeat(64) },
      examples: texts.map((text, i) => ({ id: `x/${i}`, text, label: i % 2 === 0 ? 1 : 0 })),
      models: ['bilstm', 'NB-SVM'].map((name, at) => ({
        name,
        probabilities: texts.map((_, i) => ((i * 7 + at * 3) % 40) / 40),
        threshold: { value: 0.5, from: 'test', criterion: null },
      })),
    },
    new Rng(1),
  );
  const input = {
    title: `A model ${HOSTILE}`,
    record: first,
    evaluation,
    verdict: 'The trained model: good.',
    parts: {
      tokens: 8,
      rows: [
        { name: 'embedding', shape: '[8, 4]', parameters: 40, flops: 0 },
        { name: 'logit', shape: '[1]', parameters: 1, flops: 2002 },
      ],
    },
    plotlySource: 'plotly',
  };
  const page = renderTraining(input);

  it('shows how training went and what its losses say, the metrics with intervals, and what the model is made of', () => {
    for (const name of ['history', 'roc', 'reliability', 'confusion0', 'confusion1'])
      assert.match(page, new RegExp(`data-figure="${name}"`));
    assert.match(page, /95 %\]/);
    assert.match(page, /McNemar/);
    assert.match(page, /<th scope="row">all<\/th>[\s\S]*?41[\s\S]*?2,002/);
    assert.match(page, /one text of 8 tokens/);
  });

  it('needs no network, runs nothing out of the data, and is the same for the same input', () => {
    assert.doesNotMatch(markup(page), /(src|href)="https?:|<img|<svg onload/);
    assert.equal(renderTraining(input), page);
  });

  it('shows the record’s own numbers where there was nothing to test on', () => {
    const alone = renderTraining({ ...input, evaluation: null, parts: null });
    assert.match(alone, /data-figure="confusion"/);
    assert.doesNotMatch(alone, /<h2>The model<\/h2>/);
  });
});

describe('renderCrossValidation', () => {
  const result = compareFolds(folds, 'cv-x', 4);

  it('says mean ± sd, the paired difference to the baseline, and which folds are missing', () => {
    const page = markup(renderCrossValidation({ title: 'T', result, runs: folds, plotlySource: 'plotly' }));
    assert.match(page, /Accuracy 72\.0 % ± 1\.0 % over 3 folds/);
    assert.match(page, /Against nbsvm on the same folds: 0\.0 points/);
    assert.match(page, /1 of 4 folds are missing/);
    assert.match(page, /data-figure="folds"/);
    for (const id of result.runIds) assert.ok(page.includes(id));
  });

  it('draws model and baseline fold by fold', () => {
    const series = foldSeries(result, 'test/accuracy', 'bilstm');
    assert.deepEqual(
      series.map(({ name, folds: numbers }) => [name, numbers]),
      [
        ['bilstm', [1, 2, 3]],
        ['nbsvm', [1, 2, 3]],
      ],
    );
    assert.deepEqual(foldSeries(result, 'test/nothing'), []);
  });
});
