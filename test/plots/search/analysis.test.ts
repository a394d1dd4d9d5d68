import assert from 'node:assert/strict';
import { analysisSentences, importanceFigure, renderReport, searchAnalysis } from 'sentilab/plots';
import { compareRuns } from 'sentilab/tracking';
import { boolean, categorical, float, int, space } from 'sentilab/tuning';
import { makeExperiment, makeRecords } from '../../support/records.ts';

const runs = makeRecords({ seed: 1 });
const comparison = compareRuns(runs, { experiment: 'quick' });
const plain = makeExperiment({ seed: 1 });
// Wide enough for the records' parameters.
const definition = {
  space: space({
    lr: float(1e-5, 1, { scale: 'log' }),
    units: int(1, 1024),
    dropout: float(0, 1),
    pooling: categorical([...new Set(runs.flatMap(({ trial }) => trial?.params['pooling'] ?? []))]),
    trainEmbeddings: boolean(),
  }).toJSON(),
};

describe('searchAnalysis', () => {
  const found = searchAnalysis(runs, comparison, definition);

  it('says what mattered and prints a narrower space, out of records alone', () => {
    assert.ok(found);
    assert.ok(found.importance.length > 0 && found.importance.every(({ share }) => share >= 0 && share <= 1));
    assert.match(found.next.code, /^space\(\{\n/);
    assert.match(analysisSentences(found)[0] ?? '', /^What mattered over \d+ trials: /);
  });

  it('is null without a space, and with too few trials', () => {
    assert.equal(searchAnalysis(runs, comparison, {}), null);
    assert.equal(searchAnalysis(runs.slice(0, 5), comparison, definition), null);
  });

  it('is a figure with a bar for every parameter, and a section of the report', () => {
    assert.ok(found);
    const { data } = importanceFigure(found);
    assert.equal((data[0] as { y: unknown[] }).y.length, found.importance.length);
    const page = renderReport({
      experiment: { ...plain, definition },
      runs,
      comparison,
      plotlySource: '',
    });
    assert.match(page, /<h2>What mattered<\/h2>[^]*data-figure="importance"[^]*<h2>What to try next<\/h2>/);
  });
});
