import assert from 'node:assert/strict';
import { classCountsFigure } from '../../../lib/plots/quality/class-counts.ts';
import { classWordsFigure } from '../../../lib/plots/quality/class-words.ts';
import { findingHistogramFigure } from '../../../lib/plots/quality/finding-histogram.ts';
import { lengthSteps } from '../../../lib/plots/quality/lengths.ts';
import { fact, limitWords, percent } from '../../../lib/plots/quality/tables.ts';
import { heapsFigure, zipfFigure } from '../../../lib/plots/quality/vocabulary-laws.ts';

/** What plotly is handed, as far as these tests look at it. */
interface Bars {
  readonly name?: string;
  readonly x: readonly number[];
  readonly y: readonly (string | number)[];
  readonly width?: readonly number[];
}
const traces = ({ data }: { readonly data: readonly unknown[] }): Bars[] => data as Bars[];

describe('figures of the quality report', () => {
  it('give each class of each part a bar as long as its count', () => {
    const figure = classCountsFigure([
      { name: 'train', examples: 5, negative: 2, positive: 3 },
      { name: '<b>', examples: 1, negative: 1, positive: 0 },
    ]);
    assert.deepEqual(
      traces(figure).map(({ name, x, y }) => [name, x, y]),
      [
        ['positive', [3, 0], ['train', '&lt;b&gt;']],
        ['negative', [2, 1], ['train', '&lt;b&gt;']],
      ],
    );
  });

  it('draw lengths as shares that sum to one, without empty bins at the ends', () => {
    const { tokens, shares } = lengthSteps({
      label: '',
      edges: [0, 1, 2, 4, 8, 16],
      counts: [0, 2, 0, 6, 0],
    });
    assert.deepEqual(tokens, [1, 2, 4, 8]);
    assert.deepEqual(shares, [0.25, 0, 0.75, 0.75]); // the last one ends the step
    assert.deepEqual(lengthSteps({ label: '', edges: [0, 1], counts: [0] }), { tokens: [], shares: [] });
  });

  it('draw the fitted laws through the measured points', () => {
    const points = [1, 10, 100].map((rank) => ({ rank, frequency: 1000 / rank }));
    const [measured, fit] = traces(zipfFigure({ zipf: { slope: -1, intercept: Math.log(1000), points } }));
    assert.deepEqual(measured?.y, [1000, 100, 10]);
    fit?.y.forEach((y, i) => assert.ok(Math.abs(Number(y) - Number(measured?.y[i])) < 1e-9));
    const grown = [100, 400].map((tokens) => ({ tokens, types: 3 * Math.sqrt(tokens) }));
    const [types, law] = traces(heapsFigure({ heaps: { k: 3, beta: 0.5, points: grown } }));
    assert.deepEqual(law?.y, types?.y);
  });

  it('put the strongest words of both classes at the two ends', () => {
    const word = (name: string, z: number) => ({ word: name, negative: 1, positive: 1, z });
    const figure = classWordsFigure({
      positive: [word('best', 9), word('good', 5)],
      negative: [word('worst', -9), word('bad', -5)],
    });
    assert.deepEqual(
      traces(figure).flatMap(({ y }) => y),
      ['best', 'good', 'bad', 'worst'],
    );
  });

  it('draw every bin of a histogram where it lies', () => {
    const [bars] = traces(findingHistogramFigure({ label: 'x', edges: [0, 0.5, 2], counts: [3, 4] }));
    assert.deepEqual(
      [bars?.x, bars?.y, bars?.width],
      [
        [0.25, 1.25],
        [3, 4],
        [0.5, 1.5],
      ],
    );
  });

  it('write shares, numbers and limits for people', () => {
    assert.deepEqual(
      [percent(0, 0), percent(2, 25_000), percent(96, 25_000), percent(14_669, 25_000)],
      ['0 %', '0.008 %', '0.38 %', '58.7 %'],
    );
    assert.deepEqual([fact(24_904), fact(0.90196)], ['24,904', '0.902']);
    assert.deepEqual([limitWords('0.5%'), limitWords(1000), limitWords('none')], ['0.5 %', '1,000', 'none']);
  });
});
