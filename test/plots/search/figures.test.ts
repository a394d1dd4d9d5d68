import assert from 'node:assert/strict';
import {
  contourFigure,
  edfFigure,
  interactionsFigure,
  intermediateValuesFigure,
  paretoFigure,
  rankFigure,
  samplersFigure,
  scatterMatrixFigure,
  shownTrials,
  sliceFigure,
  timelineFigure,
  type Figure,
  type ShownTrial,
} from 'sentilab/plots';
import { Rng } from 'sentilab/random';
import type { Params } from 'sentilab/tuning';
import { makeRecords } from '../../support/records.ts';

const HOSTILE = '<img src=x onerror=alert(1)>';
const objective = { name: 'validation/loss', direction: 'minimize', unit: 'nats' } as const;
const rng = new Rng(4);
const trials: ShownTrial[] = Array.from({ length: 60 }, (_, number) => {
  const params: Params = {
    lr: 10 ** (-4 + 3 * rng.float()),
    units: rng.pick([16, 32, 64]),
    pooling: rng.pick(['max', HOSTILE, 'mean']),
    ...(number % 3 === 0 && { momentum: rng.float() }),
  };
  const value = (Math.log10(Number(params['lr'])) + 2) ** 2 + Number(params['units']) / 100;
  return {
    number: number % 30,
    params,
    state: number % 10 === 9 ? 'pruned' : 'finished',
    value,
    id: `run-${number}`,
    sampler: number < 30 ? 'random' : 'tpe',
    study: number < 30 ? 'a' : 'b',
    seconds: 2,
  };
});
const finished = trials.filter(({ state }) => state === 'finished');
const best = finished.reduce((a, b) => ((b.value ?? 9) < (a.value ?? 9) ? b : a));
const scales = { lr: 'log', units: 'linear' } as const;

/** What the tests look at in a trace. */
interface Looked {
  readonly type: string;
  readonly x: readonly (number | null)[];
  readonly y: readonly (number | null)[];
  readonly customdata?: readonly string[];
  readonly selectedpoints?: readonly number[];
  readonly marker?: { readonly color: readonly number[]; readonly cmin: number };
  readonly name?: string;
}
const traces = (figure: Figure | null): Looked[] => (figure?.data ?? []) as unknown as Looked[];
const layoutOf = (
  figure: Figure | null,
): Record<string, { type?: string; ticktext?: string[]; title?: { text: string } }> =>
  (figure?.layout ?? {}) as never;

describe('figures of a search', () => {
  const selected = new Set(['run-3', 'run-40']);
  const options = { objective, scales };
  const all: Record<string, (more: { theme?: 'dark'; selected?: ReadonlySet<string> }) => Figure | null> = {
    rank: (more) => rankFigure(trials, ['lr', 'pooling'], { ...options, ...more }),
    contour: (more) => contourFigure(trials, ['lr', 'units'], { ...options, ...more }),
    slices: (more) => sliceFigure(trials, ['lr', 'units', 'pooling', 'momentum'], { ...options, ...more }),
    matrix: (more) => scatterMatrixFigure(trials, ['lr', 'units', 'pooling'], { ...options, ...more }),
    pareto: (more) =>
      paretoFigure(
        trials.map(({ id = '', value, params }) => ({ id, x: Number(params['units']), y: value ?? NaN })),
        { x: { name: 'units', direction: 'minimize', unit: '' }, y: objective, ...more },
      ),
    timeline: (more) =>
      timelineFigure(
        trials.map(({ id = '' }, i) => ({
          id,
          label: HOSTILE,
          outcome: i % 10 === 9 ? ('pruned' as const) : ('finished' as const),
          start: 1e12 + i * 1000,
          end: 1e12 + i * 1000 + 1800,
        })),
        more,
      ),
    intermediate: (more) =>
      intermediateValuesFigure(
        trials.map(({ id = '', number, value, state }) => ({
          id,
          number,
          state: state === 'pruned' ? ('pruned' as const) : ('finished' as const),
          epochs: state === 'pruned' ? [1] : [1, 2],
          values: state === 'pruned' ? [value ?? 0] : [(value ?? 0) + 0.1, value ?? 0],
        })),
        { objective, ...more },
      ),
  };

  for (const [name, draw] of Object.entries(all)) {
    it(`${name}: the same JSON for the same trials, another theme’s colours, text out of data as text`, () => {
      const figure = draw({});
      assert.ok(figure);
      const text = JSON.stringify(figure);
      assert.equal(text, JSON.stringify(draw({})));
      assert.deepEqual(JSON.parse(text), figure);
      assert.notEqual(text, JSON.stringify(draw({ theme: 'dark' })));
      assert.ok(!text.includes(HOSTILE) && !text.includes('<img'));
    });

    it(`${name}: every selected trial stands out, and nothing does when nothing is selected`, () => {
      const marked = traces(draw({ selected })).filter(({ customdata }) => customdata !== undefined);
      const found = marked.flatMap(({ customdata = [], selectedpoints = [] }) =>
        selectedpoints.map((point) => customdata[point]),
      );
      assert.deepEqual([...new Set(found)].sort(), [...selected].sort());
      assert.ok(traces(draw({})).every(({ selectedpoints }) => selectedpoints === undefined));
    });
  }

  it('edf: one line per sampler, from nothing to all of its finished trials', () => {
    const lines = traces(edfFigure(trials, options));
    assert.deepEqual(
      lines.map(({ name }) => name),
      ['random (27)', 'tpe (27)'],
    );
    for (const { x, y } of lines) {
      assert.equal(y[0], 0);
      assert.equal(y.at(-1), 1);
      assert.deepEqual(
        x,
        [...x].sort((a, b) => Number(a) - Number(b)),
      );
    }
  });

  it('rank: the best has 0 and is drawn last, on a log axis; categories have their names', () => {
    const figure = all['rank']?.({}) ?? null;
    const [points] = traces(figure);
    assert.equal(points?.customdata?.at(-1), best.id);
    assert.equal(points?.marker?.color.at(-1), 0);
    assert.equal(points?.marker?.color[0], 1);
    assert.equal(layoutOf(figure)['xaxis']?.type, 'log');
    assert.equal(layoutOf(figure)['yaxis']?.ticktext?.length, 3);
    assert.equal(rankFigure(trials, ['lr', 'nothing'], options), null);
  });

  it('contour: a surface below all trials that have both; over a category a column for each', () => {
    const [surface, points] = traces(all['contour']?.({}) ?? null);
    assert.equal(surface?.type, 'contour');
    assert.equal(points?.customdata?.length, finished.length);
    const [heat] = traces(contourFigure(trials, ['pooling', 'lr'], options));
    assert.deepEqual([heat?.type, heat?.x], ['heatmap', [0, 1, 2]]);
    assert.equal(contourFigure(trials.slice(0, 2), ['lr', 'units'], options), null);
  });

  it('slices: a panel for each parameter that some trial has, with the trials that have it', () => {
    const figure = sliceFigure(trials, ['lr', 'momentum', 'nothing'], options);
    const panels = traces(figure) as (Looked & { readonly xaxis: string })[];
    assert.deepEqual([...new Set(panels.map(({ xaxis }) => xaxis))], ['x', 'x2']);
    const having = panels.filter(({ xaxis }) => xaxis === 'x2').flatMap(({ customdata = [] }) => customdata);
    assert.equal(having.length, finished.filter(({ params }) => 'momentum' in params).length);
    assert.equal(sliceFigure(trials, ['nothing'], options), null);
  });

  it('matrix: parameters and the objective, log where the space is, the best drawn last', () => {
    const [matrix] = traces(all['matrix']?.({}) ?? null) as unknown as {
      readonly dimensions: readonly { readonly label: string; readonly axis: { readonly type: string } }[];
      readonly customdata: readonly string[];
    }[];
    assert.deepEqual(
      matrix?.dimensions.map(({ label, axis }) => `${label} ${axis.type}`),
      ['lr log', 'units linear', 'pooling linear', 'validation/loss linear'],
    );
    assert.equal(matrix?.customdata.at(-1), best.id);
    assert.equal(scatterMatrixFigure(trials.slice(0, 1), ['lr'], options), null);
  });

  it('pareto: the front has every point that no other beats in both, and a stair through it', () => {
    const found = traces(all['pareto']?.({}) ?? null);
    const [, stair, front] = found;
    const values = trials.map(({ id, value, params }) => ({ id, x: Number(params['units']), y: value ?? 0 }));
    const own = values
      .filter((a) => !values.some((b) => b.x <= a.x && b.y <= a.y && (b.x < a.x || b.y < a.y)))
      .sort((a, b) => a.x - b.x);
    assert.deepEqual(
      front?.customdata,
      own.map(({ id }) => id),
    );
    assert.deepEqual(
      stair?.y,
      own.map(({ y }) => y),
    );
    assert.equal(
      paretoFigure([{ id: 'a', x: NaN, y: 1 }], {
        x: { name: 'x', direction: 'minimize', unit: '' },
        y: objective,
      }),
      null,
    );
  });

  it('timeline: runs that overlap lie on rows of their own', () => {
    const bars = traces(all['timeline']?.({}) ?? null);
    assert.deepEqual(
      bars.map(({ name }) => name),
      ['finished', 'pruned'],
    );
    assert.deepEqual([...new Set(bars.flatMap(({ y }) => y))].sort(), [1, 2]);
    assert.equal(timelineFigure([]), null);
  });

  it('intermediate values: curves are parted by gaps, and a pruned trial has a mark of its own', () => {
    const found = traces(all['intermediate']?.({}) ?? null);
    const [lines, , pruned] = found;
    assert.equal(lines?.y.filter((value) => value === null).length, finished.length);
    assert.match(pruned?.name ?? '', /^pruned \(6\)$/);
    assert.equal(intermediateValuesFigure([], { objective }), null);
  });

  it('interactions: a triangle in the order of importance, alone on its edge', () => {
    const figure = interactionsFigure({
      importance: [
        { name: 'b', share: 0.6 },
        { name: 'a', share: 0.1 },
      ],
      interactions: [{ names: ['a', 'b'], share: 0.2 }],
    });
    const [heat] = figure.data as unknown as { readonly x: string[]; readonly z: (number | null)[][] }[];
    assert.deepEqual(heat?.x, ['b', 'a']);
    assert.deepEqual(heat?.z, [
      [0.6, null],
      [0.2, 0.1],
    ]);
  });

  it('samplers: a band where there are several seeds, none where there is one; over trials and over seconds', () => {
    const single = traces(samplersFigure(trials, options));
    assert.equal(single.length, 2);
    const seeds = [1, 2, 3].flatMap((seed) =>
      trials.map((trial) => ({
        ...trial,
        study: `${trial.study}${seed}`,
        value: (trial.value ?? 0) + (trial.sampler === 'tpe' ? 0 : 0.5) + 0.01 * seed,
      })),
    );
    const bands = traces(samplersFigure(seeds, { ...options, over: 'seconds' }));
    assert.equal(bands.filter((trace) => 'fill' in trace).length, 2);
    assert.equal(bands.at(-1)?.x.at(-1), 2 * 30); // a pruned trial found nothing, but it cost its time
    // A seed that has only begun says nothing yet.
    const begun = trials.slice(0, 3).map((trial) => ({ ...trial, study: 'begun' }));
    assert.deepEqual(samplersFigure([...trials, ...begun], options), samplersFigure(trials, options));
    assert.equal(samplersFigure([], options), null);
  });

  it('takes the trials of run records, each by the id of its last run', () => {
    const runs = makeRecords({ seed: 1 });
    const shown = shownTrials(runs);
    assert.equal(shown.length, 36);
    const ids = new Set(runs.map(({ id }) => id));
    assert.ok(shown.every(({ id = '', seconds = 0 }) => ids.has(id) && seconds > 0));
  });
});
