import assert from 'node:assert/strict';
import { renderReport, sweepAnalysis, sweepSentences } from 'sentilab/plots';
import { compareExperiment, type Experiment, type RunRecord } from 'sentilab/tracking';
import { boolean, categorical, float, int, space } from 'sentilab/tuning';
import { makeExperiment, makeRecords } from '../../support/records.ts';

// Wide enough for the records' parameters.
const definition = {
  space: space({
    lr: float(1e-5, 1, { scale: 'log' }),
    units: int(1, 1024),
    dropout: float(0, 1),
    pooling: categorical(['max', 'max+mean']),
    trainEmbeddings: boolean(),
  }).toJSON(),
};

/** The same searches with several seeds; the last of them is the current one. */
function searched(seeds: readonly number[]): { runs: RunRecord[]; experiment: Experiment } {
  const runs = seeds.flatMap((seed) => makeRecords({ seed, baseline: false }));
  const [current, ...others] = [...seeds].reverse().map((seed) => makeExperiment({ seed }));
  assert.ok(current);
  const studies = [current, ...others].flatMap((experiment, i) =>
    experiment.studies.map((study) => ({ ...study, current: i === 0, search: study.sampler, code: 'a' })),
  );
  return { runs, experiment: { ...current, definition, studies } };
}

const ground = (seeds: readonly number[]) => {
  const { runs, experiment } = searched(seeds);
  const comparison = compareExperiment('quick', experiment, runs);
  const analysis = sweepAnalysis(runs, comparison, experiment);
  assert.ok(analysis);
  return { runs, experiment, comparison, analysis };
};

describe('sweepAnalysis', () => {
  it('says after how many trials and seconds each sampler had its best, and when it reached the least good of them', () => {
    const { runs, comparison, analysis } = ground([1]);
    for (const { sampler, best, trials, seconds, reached } of analysis.samplers) {
      const summary = comparison.samplers.find((each) => each.sampler === sampler);
      assert.equal(best.mean, summary?.best?.value);
      assert.equal(trials.mean, (summary?.best?.trial ?? NaN) + 1);
      const own = runs.filter(
        ({ study, trial }) => study?.sampler === sampler && (trial?.number ?? 99) < trials.mean,
      );
      assert.ok(Math.abs(seconds.mean - own.reduce((sum, { timing }) => sum + timing.wallSeconds, 0)) < 1e-9);
      assert.deepEqual([best.interval, best.n], [null, 1]);
      assert.ok(reached && reached.trials.mean <= trials.mean && reached.repetitions === 1);
    }
    const bests = analysis.samplers.map(({ best }) => best.mean);
    assert.deepEqual(
      bests,
      [...bests].sort((a, b) => a - b),
    );
    assert.equal(analysis.target, bests.at(-1));
    assert.ok(analysis.pairs.every(({ p }) => p === null));
  });

  it('takes other seeds of the same search for repetitions: means, intervals and a test', () => {
    const { analysis, comparison } = ground([2, 3, 4, 1]);
    for (const { best } of analysis.samplers) {
      assert.equal(best.n, 4);
      assert.ok(best.interval && best.interval[0] < best.mean && best.mean < best.interval[1]);
    }
    assert.ok(analysis.pairs.every(({ p, better }) => p !== null && p > 0 && better >= 0 && better <= 1));
    assert.match(
      sweepSentences(analysis, comparison).join(' '),
      /Over 4 seeds \w+ ends better than \w+ in \d+ %/,
    );
  });

  it('leaves out older studies that searched something else, or by other sources', () => {
    const { runs, experiment } = searched([2, 1]);
    const [changed] = experiment.studies.filter(({ current }) => !current);
    for (const change of [{ search: 'another' }, { code: 'b' }]) {
      const studies = experiment.studies.map((study) =>
        study === changed ? { ...study, ...change } : study,
      );
      const comparison = compareExperiment('quick', { ...experiment, studies }, runs);
      const found = sweepAnalysis(runs, comparison, { definition, studies });
      assert.deepEqual(
        found?.samplers.map(({ sampler, best }) => [sampler, best.n]).sort(),
        ['grid', 'random', 'tpe'].map((sampler) => [sampler, sampler === changed?.sampler ? 1 : 2]),
      );
    }
  });

  it('stands in the report as a table and figures, and in a few sentences that name a narrower space', () => {
    const { runs, experiment, comparison, analysis } = ground([1]);
    const page = renderReport({ experiment, runs, comparison, plotlySource: '' });
    assert.match(page, /<h2>After how many trials and seconds<\/h2>[^]*What each sampler found/);
    for (const name of ['samplers', 'edf', 'timeline', 'slices', 'importance'])
      assert.ok(page.includes(`data-figure="${name}"`), name);
    // What was written once is not computed again.
    const kept = renderReport({
      experiment,
      runs,
      comparison: { ...comparison, analysis },
      plotlySource: '',
    });
    assert.equal(kept, page);
    const sentences = sweepSentences(analysis, comparison);
    assert.match(sentences[0] ?? '', /^\w+ found its best after \d+ trials? and [\d. mins]+ of training\.$/);
    assert.ok(sentences.some((sentence) => sentence.startsWith('What mattered over')));
    assert.ok(sentences.length <= 7);
  });

  it('is null before anything finished', () => {
    const { experiment } = searched([1]);
    assert.equal(sweepAnalysis([], compareExperiment('quick', experiment, []), experiment), null);
  });
});
