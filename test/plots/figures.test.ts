import assert from 'node:assert/strict';
import {
  PALETTE,
  THEMES,
  confusionCells,
  confusionMatrixFigure,
  historyFigure,
  historyNumbers,
  learningCurves,
  learningCurvesFigure,
  parallelCoordinates,
  parallelCoordinatesFigure,
  plotText,
} from 'sentilab/plots';
import { compareRuns, parameterScales, type RunRecord } from 'sentilab/tracking';
import { makeRecords } from '../support/records.ts';

const runs = makeRecords({ seed: 1 });
const comparison = compareRuns(runs, { experiment: 'quick' });
const searched = runs.filter(({ study }) => study !== null);

/** A search run with parameters of its own. */
function withParams(
  params: Record<string, number | string | boolean>,
  value: number,
  number: number,
): RunRecord {
  const base = searched.find(({ outcome }) => outcome.kind === 'finished');
  assert.ok(base?.trial);
  return {
    ...base,
    id: `x-t${number}`,
    trial: { ...base.trial, number, params },
    objective: { ...base.objective, value },
  };
}

describe('historyNumbers', () => {
  it('has a point for every trial with a value and a line that never gets worse', () => {
    const series = historyNumbers(comparison);
    assert.deepEqual(
      series.map(({ sampler }) => sampler),
      ['grid', 'random', 'tpe'],
    );
    for (const { sampler, points, best } of series) {
      const own = searched.filter(({ study }) => study?.sampler === sampler);
      assert.equal(points.length, own.filter(({ objective }) => objective.value !== null).length);
      assert.equal(
        points.filter(({ pruned }) => pruned).length,
        own.filter(({ outcome }) => outcome.kind === 'pruned').length,
      );
      for (const [i, { value }] of best.entries()) assert.ok(i === 0 || value <= (best[i - 1]?.value ?? 0));
      const finished = own.filter(({ outcome }) => outcome.kind === 'finished');
      assert.equal(
        best[best.length - 1]?.value,
        Math.min(...finished.map(({ objective }) => objective.value ?? 9)),
      );
    }
  });

  it('keeps the line going over failed and pruned trials', () => {
    const series = historyNumbers(comparison);
    for (const { best } of series) {
      const first = best[0]?.trial ?? 0;
      assert.deepEqual(
        best.map(({ trial }) => trial),
        Array.from({ length: 12 - first }, (_, i) => first + i),
      );
    }
  });
});

describe('parallelCoordinates', () => {
  it('leaves out parameters that never vary and unfinished trials', () => {
    const numbers = parallelCoordinates([
      withParams({ lr: 0.001, units: 64 }, 0.5, 0),
      withParams({ lr: 0.003, units: 64 }, 0.4, 1),
      { ...withParams({ lr: 0.9, units: 1 }, 0.1, 2), outcome: { kind: 'pruned', atEpoch: 1, reason: 'r' } },
    ]);
    assert.deepEqual(
      numbers?.axes.map(({ name }) => name),
      ['lr', 'validation/loss'],
    );
    assert.deepEqual(numbers?.values, [0.5, 0.4]);
    assert.deepEqual(numbers?.colorRange[0], 0.4);
  });

  it('reads values more than fifty-fold apart on a logarithmic axis, with ticks a person would write', () => {
    const numbers = parallelCoordinates(
      [0.0001, 0.0004, 0.0015, 0.004, 0.009, 0.012, 0.02, 0.07, 0.1].map((lr, i) =>
        withParams({ lr }, 0.5 - i / 100, i),
      ),
    );
    const axis = numbers?.axes[0];
    assert.equal(axis?.scale, 'log');
    assert.deepEqual(axis?.range, [-4, -1]);
    assert.deepEqual(
      axis?.ticks?.map(({ text }) => text),
      ['1.00e-4', '0.001', '0.01', '0.1'],
    );
    assert.deepEqual(axis?.positions[3], Math.log10(0.004));
  });

  it('follows the scale that the space states, whatever the values look like', () => {
    const records = [0.001, 0.004, 0.02].map((lr, i) =>
      withParams({ lr, dropout: [0.001, 0.3, 0.6][i] ?? 0 }, 0.5 - i / 100, i),
    );
    const scales = parameterScales({
      space: { parameters: { lr: { scale: 'log' }, dropout: { scale: 'linear' } } },
    });
    assert.deepEqual(
      parallelCoordinates(records, scales)?.axes.map(({ name, scale }) => `${name} ${scale}`),
      ['lr log', 'dropout linear', 'validation/loss linear'],
    );
    assert.deepEqual(
      parallelCoordinates(records)?.axes.map(({ scale }) => scale),
      ['linear', 'log', 'linear'],
    );
    for (const foreign of [
      null,
      7,
      {},
      { space: [] },
      { space: { parameters: { lr: null, x: { scale: 'odd' } } } },
    ])
      assert.deepEqual(parameterScales(foreign), {});
  });

  it('puts ticks on the values of a grid, and never two so near that they would cover each other', () => {
    const ticksOf = (values: readonly number[]): string[] | undefined =>
      parallelCoordinates(
        values.map((units, i) => withParams({ units }, 0.5 - i / 100, i)),
      )?.axes[0]?.ticks?.map(({ text }) => text);
    assert.deepEqual(ticksOf([16, 32, 48, 16, 32, 48]), ['16', '32', '48']);
    assert.deepEqual(ticksOf([1, 1.01, 2, 1, 1.01, 2]), ['1', '2']);
    assert.equal(ticksOf([0.1, 0.17, 0.23]), undefined);
  });

  it('gives categories their places in order and a place of its own to a parameter that a trial does not have', () => {
    const numbers = parallelCoordinates([
      withParams({ optimizer: 'sgd', momentum: 0.9, nesterov: true }, 0.5, 0),
      withParams({ optimizer: 'adam', nesterov: false }, 0.4, 1),
      withParams({ optimizer: 'sgd', momentum: 0.5, nesterov: false }, 0.45, 2),
    ]);
    const [optimizer, momentum, nesterov] = numbers?.axes ?? [];
    assert.deepEqual(optimizer?.positions, [1, 0, 1]);
    assert.deepEqual(
      optimizer?.ticks?.map(({ text }) => text),
      ['adam', 'sgd'],
    );
    assert.equal(momentum?.ticks?.[0]?.text, 'not used');
    assert.ok((momentum?.positions[1] ?? 1) < 0.5, 'below every value');
    assert.deepEqual(nesterov?.positions, [1, 0, 0]);
  });

  it('is null when there is nothing to compare', () => {
    assert.equal(parallelCoordinates([]), null);
    assert.equal(parallelCoordinatesFigure(runs.slice(0, 2)), null);
  });

  it('colours the best trial the same whichever way the objective points', () => {
    const minimise = [
      withParams({ a: 1 }, 0.1, 0),
      withParams({ a: 2 }, 0.9, 1),
      withParams({ a: 3 }, 0.5, 2),
    ];
    const maximise = minimise.map((run): RunRecord => ({
      ...run,
      objective: { ...run.objective, direction: 'maximize', value: 1 - (run.objective.value ?? 0) },
    }));
    const bestColor = (records: readonly RunRecord[]): string | undefined => {
      const trace = parallelCoordinatesFigure(records)?.data[0];
      assert.ok(
        trace && trace.type === 'parcoords' && 'dimensions' in trace && trace.line && 'cmin' in trace.line,
      );
      const { color, cmin, cmax, colorscale } = trace.line;
      const at = ((color[0] ?? 0) - cmin) / (cmax - cmin);
      return colorscale.find(([place]) => Math.abs(place - at) < 1e-9)?.[1];
    };
    assert.equal(bestColor(minimise), '#0b2f5c');
    assert.equal(bestColor(maximise), '#0b2f5c');
  });
});

describe('learningCurves', () => {
  it('has one point per epoch that measured the metric and leaves out runs that never did', () => {
    const curves = learningCurves(runs, 'validation/loss');
    const measured = runs.filter(({ epochs }) => epochs.length > 0);
    assert.deepEqual(
      curves.map(({ runId }) => runId),
      measured.map(({ id }) => id),
    );
    assert.deepEqual(
      curves[0]?.values,
      measured[0]?.epochs.map(({ metrics }) => metrics['validation/loss']),
    );
    assert.deepEqual(learningCurves(runs, 'no/such'), []);
  });

  it('draws highlighted runs with names of their own, and their second metric dotted', () => {
    const [first] = learningCurves(runs, 'validation/loss');
    assert.ok(first);
    const { data } = learningCurvesFigure(runs, {
      highlight: [first.runId],
      beside: 'train/loss',
      nameOf: () => 'the one',
    });
    const named = data.filter((trace) => 'name' in trace && trace.name === 'the one');
    assert.deepEqual(
      named.map((trace) => ('line' in trace && trace.line && 'dash' in trace.line ? trace.line.dash : '')),
      ['solid', 'dot'],
    );
    assert.equal(data.length, learningCurves(runs, 'validation/loss').length + 1);
  });
});

describe('confusionCells', () => {
  it('gives shares of the true class and no NaN for a class that is not there', () => {
    const cells = confusionCells({
      part: 'test',
      labels: ['negative', 'positive'],
      counts: [
        [30, 10],
        [0, 0],
      ],
      examples: [],
    });
    assert.deepEqual(
      cells.map(({ fraction }) => fraction),
      [0.75, 0.25, 0, 0],
    );
    assert.deepEqual(
      cells.map(({ correct }) => correct),
      [true, false, false, true],
    );
  });
});

describe('figures', () => {
  const [confusion] = runs.flatMap((run) => run.confusion ?? []);
  assert.ok(confusion);
  const all = (theme: 'light' | 'dark') => [
    historyFigure(comparison, { theme }),
    parallelCoordinatesFigure(runs, { theme }),
    learningCurvesFigure(searched, { theme }),
    confusionMatrixFigure(confusion, { theme }),
  ];

  it('are plain JSON and the same for the same records', () => {
    for (const theme of ['light', 'dark'] as const) {
      const figures = all(theme);
      assert.deepEqual(JSON.parse(JSON.stringify(figures)), figures);
      assert.deepEqual(all(theme), figures);
    }
  });

  it('write in the theme’s colour on no background of their own', () => {
    for (const theme of ['light', 'dark'] as const)
      for (const figure of all(theme)) {
        assert.equal(figure?.layout.font?.color, THEMES[theme].text);
        assert.equal(figure.layout.paper_bgcolor, 'rgba(0,0,0,0)');
      }
  });

  it('show markup out of data as text: plotly reads tags and entities in labels', () => {
    assert.equal(plotText('<a href="x">&lt;'), '&lt;a href="x"&gt;&amp;lt;');
    const hostile = compareRuns(makeRecords({ samplers: ['<img src=x>', 'b'] }), { experiment: 'quick' });
    const text = JSON.stringify(historyFigure(hostile));
    assert.ok(text.includes('&lt;img src=x&gt;'));
    assert.ok(!text.includes('<img'));
  });

  it('have colours that stand out from both pages: 3 to 1 for the first three, 2 to 1 for all', () => {
    for (const [theme, page] of [
      ['light', '#ffffff'],
      ['dark', '#14171d'],
    ] as const) {
      const contrasts = PALETTE[theme].map((color) => contrast(color, page));
      assert.ok(Math.min(...contrasts.slice(0, 3)) >= 3, `${theme}: ${contrasts.join(' ')}`);
      assert.ok(Math.min(...contrasts) >= 2, `${theme}: ${contrasts.join(' ')}`);
      assert.ok(contrast(THEMES[theme].muted, page) >= 4.5);
    }
  });
});

/** WCAG 2 contrast ratio. */
function contrast(a: string, b: string): number {
  const luminance = (hex: string): number => {
    const [r = 0, g = 0, blue = 0] = [1, 3, 5].map((at) => {
      const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
      return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * blue;
  };
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}
