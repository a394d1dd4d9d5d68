import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { loadDataset } from 'sentilab/data/node';
import { checkQuality, type QualityReport } from 'sentilab/quality';

const IMDB = path.resolve(import.meta.dirname, '../../data/processed/imdb/manifest.json');

describe('checkQuality', function () {
  this.timeout(120_000);
  const findingOf = (report: QualityReport, kind: string) =>
    report.findings.find((each) => each.kind === kind);

  it('finds 45 sentences in other languages, no exact and two near duplicates in rt', async () => {
    const report = await checkQuality(await loadDataset('rt'), { skip: ['label-noise'], examples: 100 });
    assert.deepEqual(findingOf(report, 'language')?.facts, {
      judged: 7969,
      Spanish: 25,
      Portuguese: 19,
      French: 1,
    });
    assert.equal(findingOf(report, 'duplicates')?.count, 0);
    assert.equal(findingOf(report, 'near-duplicates')?.count, 2);
    assert.equal(report.passed, true);
    assert.deepEqual(report.statistics.parts[0], {
      name: 'train',
      examples: 6822,
      negative: 3411,
      positive: 3411,
    });
    assert.ok(report.statistics.classWords.negative.some(({ word }) => word === 'bad'));
  });

  it('finds the 96 repeated texts of the IMDB train half', async function () {
    if (!fs.existsSync(IMDB)) this.skip(); // the definition is tested on rt and on planted copies
    const report = await checkQuality(await loadDataset('imdb'), { only: ['duplicates'], split: 'none' });
    const finding = findingOf(report, 'duplicates');
    assert.equal(finding?.count, 96);
    assert.deepEqual(finding.facts, { 'texts with copies': 92, 'different texts': 24_904 });
  });

  it('tells its progress and ends when it is called off', async () => {
    const { examples, ...rest } = await loadDataset('rt');
    const controller = new AbortController();
    const steps = new Set<string>();
    await assert.rejects(
      checkQuality(
        { ...rest, examples: examples.filter((_, i) => i % 4 === 0) },
        {},
        {
          signal: controller.signal,
          onProgress: ({ step, done, total }) => {
            assert.ok(done >= 0 && done <= total);
            steps.add(step);
            if (step === 'Label-noise candidates' && done === 3) controller.abort(new Error('enough'));
          },
        },
      ),
      /enough/,
    );
    assert.ok(steps.has('Duplicates') && steps.has('Label-noise candidates'), [...steps].join());
  });

  it('finds flipped labels of real sentences: those listed are wrong far more often than by chance', async () => {
    const dataset = await loadDataset('rt');
    const flipped = new Set(dataset.examples.filter((_, i) => i % 20 === 0).map(({ id }) => id));
    const examples = dataset.examples.map((example) =>
      flipped.has(example.id)
        ? { ...example, label: example.label === 1 ? (0 as const) : (1 as const) }
        : example,
    );
    const report = await checkQuality(
      { ...dataset, examples },
      { only: ['label-noise'], examples: 100, split: 'none' },
    );
    const listed = findingOf(report, 'label-noise')?.examples.flatMap(({ ids }) => ids) ?? [];
    const right = listed.filter((id) => flipped.has(id)).length;
    assert.ok(
      listed.length >= 30 && right / listed.length > 0.4,
      `${right} of ${listed.length}; by chance 5 %`,
    );
  });
});
