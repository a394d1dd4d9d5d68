import assert from 'node:assert/strict';
import {
  confusionIntervals,
  curveSeries,
  evaluationVerdict,
  precisionRecallFigure,
  reliabilityFigure,
  reliabilitySeries,
  riskCoverageFigure,
  rocFigure,
  sliceSeries,
  slicesFigure,
  THEMES,
} from 'sentilab/plots';
import { sampleReport } from './sample-report.ts';

const report = sampleReport({ good: 1.6, poor: 0.2 });
const [good] = report.models;
assert.ok(good);

describe('evaluation figures', () => {
  it('draw a ROC curve from (0, 0) to (1, 1) whose area is the AUC of the table', () => {
    const [first] = curveSeries(report, 'roc');
    assert.ok(first && first.area !== null);
    assert.deepEqual([first.x[0], first.y[0]], [0, 0]);
    assert.deepEqual([first.x[first.x.length - 1], first.y[first.y.length - 1]], [1, 1]);
    let area = 0;
    for (let i = 1; i < first.x.length; i++)
      area += ((first.x[i] ?? 0) - (first.x[i - 1] ?? 0)) * (((first.y[i] ?? 0) + (first.y[i - 1] ?? 0)) / 2);
    assert.ok(Math.abs(area - first.area) < 0.003, `${area} and ${first.area}`);
  });

  it('end the precision-recall curve at the share of positives, and the risk-coverage curve at the error rate', () => {
    const { positives, examples } = report.data;
    const [found] = curveSeries(report, 'precisionRecall');
    assert.equal(found?.x[found.x.length - 1], 1);
    assert.ok(Math.abs((found.y[found.y.length - 1] ?? 0) - positives / examples) < 1e-12);
    const [risk] = curveSeries(report, 'riskCoverage');
    const accuracy = good.metrics.find(({ name }) => name === 'accuracy')?.value ?? 0;
    assert.ok(Math.abs((risk?.y[risk.y.length - 1] ?? 0) - (1 - accuracy)) < 1e-12);
  });

  it('count every example once in the reliability diagram, the slices and the confusion matrix', () => {
    const [series] = reliabilitySeries(report);
    assert.equal(
      series?.points.reduce((sum, { count }) => sum + count, 0),
      400,
    );
    for (const kind of ['length', 'rating'] as const) {
      const [slices] = sliceSeries(report, kind);
      assert.equal(
        slices?.points.reduce((sum, { examples }) => sum + examples, 0),
        400,
      );
    }
    const cells = confusionIntervals(good, report);
    assert.equal(
      cells.reduce((sum, { count }) => sum + count, 0),
      400,
    );
    for (const { fraction, interval } of cells)
      assert.ok(interval && interval.low <= fraction && fraction <= interval.high);
  });

  it('have no slices by rating where the data have no ratings', () => {
    const without = sampleReport({ one: 1 }, { ratings: false, examples: 50 });
    assert.deepEqual(sliceSeries(without, 'rating'), []);
    assert.equal(slicesFigure(without, 'rating'), null);
  });

  it('are plain JSON, the same for the same report, in the theme’s colours', () => {
    for (const theme of ['light', 'dark'] as const) {
      const draw = () => [
        rocFigure(report, { theme }),
        precisionRecallFigure(report, { theme }),
        riskCoverageFigure(report, { theme }),
        reliabilityFigure(report, { theme }),
        slicesFigure(report, 'length', { theme }),
      ];
      assert.deepEqual(JSON.parse(JSON.stringify(draw())), draw());
      for (const figure of draw()) assert.equal(figure?.layout.font?.color, THEMES[theme].text);
    }
  });
});

describe('evaluationVerdict', () => {
  it('names the best model and whether chance could explain its lead', () => {
    const [headline, lead] = evaluationVerdict(report);
    assert.match(headline ?? '', /^good gets most right: \d\d\.\d % \[/);
    assert.match(lead ?? '', /beyond chance \(McNemar, corrected p at most < 0\.0001\)/);
    const alike = evaluationVerdict(sampleReport({ one: 1, other: 1 }));
    assert.match(alike[1] ?? '', /Chance alone could make the difference to (one|other)/);
  });

  it('says what always answering the commoner class would reach, and passes notes on', () => {
    const sentences = evaluationVerdict({ ...sampleReport({ one: 1 }), notes: ['Mind the gap.'] });
    assert.match(sentences[0] ?? '', /^one gets .* of 400 examples right\.$/);
    assert.match(sentences[1] ?? '', /commoner class would reach 5\d\.\d %/);
    assert.equal(sentences[2], 'Mind the gap.');
  });
});
