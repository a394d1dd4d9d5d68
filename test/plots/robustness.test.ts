import assert from 'node:assert/strict';
import { robustness, type RobustnessReport } from 'sentilab/augment';
import { renderRobustnessPage, robustnessCurves, robustnessFigure } from 'sentilab/plots';

describe('robustness figure', () => {
  let report: RobustnessReport;
  before(async () => {
    report = await robustness(
      (texts) => texts.map((text) => (text.includes('good') ? 1 : 0)),
      Array.from({ length: 40 }, (_, i) => ({
        id: `pos-${i}`,
        text: `film ${i} , it's good & <b>fine</b>`,
        label: 1 as const,
      })),
      { seed: 1 },
    );
  });

  it('has a curve for each corruption, from the texts as they are to the highest strength, the costliest first', () => {
    const curves = robustnessCurves(report);
    assert.equal(curves.length, report.corruptions.length);
    for (const { name, points } of curves) {
      assert.deepEqual(
        points.map(({ grade }) => grade),
        [0, 1, 2, 3, 4],
      );
      assert.equal(points[0]?.accuracy, report.clean.accuracy);
      for (const point of points.slice(1)) {
        const row = report.rows.find((one) => one.corruption === name && one.grade === point.grade);
        assert.deepEqual(
          [point.accuracy, point.low, point.high, point.flipped],
          [row?.accuracy, row?.low, row?.high, row?.flipped],
        );
      }
    }
    const last = curves.map(({ points }) => points[4]?.accuracy ?? 0);
    assert.deepEqual(
      last,
      last.slice().sort((a, b) => a - b),
    );
  });

  it('draws exactly these accuracies with their intervals, in both themes', () => {
    for (const theme of ['light', 'dark'] as const) {
      const { data } = robustnessFigure(report, { theme });
      robustnessCurves(report).forEach(({ points, title }, i) => {
        const trace = data[i] as {
          readonly y: readonly number[];
          readonly name: string;
          readonly error_y: { readonly array: readonly number[]; readonly arrayminus: readonly number[] };
        };
        assert.deepEqual(
          trace.y,
          points.map(({ accuracy }) => accuracy),
        );
        assert.equal(trace.name, title);
        points.slice(1).forEach(({ accuracy, low, high }, n) => {
          assert.equal(trace.error_y.array[n + 1], high - accuracy);
          assert.equal(trace.error_y.arrayminus[n + 1], accuracy - low);
        });
      });
    }
  });

  it('stands in one page with its table; names out of data are escaped, and the same input gives the same bytes', () => {
    const input = {
      report,
      model: 'a <script>alert(1)</script> model',
      data: 'test part of rt',
      plotlySource: 'var Plotly;',
    };
    const page = renderRobustnessPage(input);
    assert.equal(page, renderRobustnessPage(input));
    assert.ok(!page.includes('<script>alert'));
    assert.ok(page.includes("default-src 'none'") || page.includes('default-src &#39;none&#39;'));
    for (const { title } of report.corruptions) assert.ok(page.includes(title), title);
    const cells = page.match(/<td class="number">/g) ?? [];
    assert.equal(cells.length, report.rows.length);
  });
});
