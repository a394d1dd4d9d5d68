import assert from 'node:assert/strict';
import { curvesFigure, liveCurve, liveFigure, liveTraining } from 'sentilab/notebook';
import { Rng } from 'sentilab/random';
import { fit } from 'sentilab/training';
import type { FigureLike } from 'sentilab/notebook';
import { BagOfWords } from '../training/bag-of-words.ts';
import { TOY_VOCABULARY, toyReviews } from '../training/toy-reviews.ts';

const HOST = Symbol.for('sentilab.notebook');

describe('live figures', () => {
  const drawn: FigureLike[] = [];
  beforeEach(() => {
    drawn.length = 0;
    const host = {
      showFigure: (figure: FigureLike) => {
        drawn.push(figure);
        return { update: (changed: FigureLike) => void drawn.push(changed) };
      },
    };
    Object.defineProperty(globalThis, HOST, { configurable: true, value: host });
  });
  afterEach(() => void Reflect.deleteProperty(globalThis, HOST));

  it('redraw at most every 300 ms, and the rest when they are done', () => {
    let time = 0;
    const figure = liveFigure(() => ({ data: [{ time }] }), { now: () => time });
    for (time = 1; time <= 1000; time++) figure.changed();
    assert.deepEqual(
      drawn.map(({ data }) => (data[0] as { time: number }).time),
      [0, 300, 600, 900],
    );
    figure.finish();
    figure.finish();
    assert.equal(drawn.length, 5);
  });

  it('hand over whole curves every time, so that a saved notebook shows all of them', () => {
    const curve = liveCurve({ y: 'loss', everyMs: 0, now: () => 0 });
    curve.add('a', 1, 0.9);
    curve.add('a', 2, 0.8);
    curve.add('b', 1, 0.7);
    const xs = drawn.map(({ data }) => data.map((trace) => Reflect.get(trace, 'x') as number[]));
    assert.deepEqual(xs, [[], [[1]], [[1, 2]], [[1, 2], [1]]]);
  });

  it('take names for text, not for markup', () => {
    const { data } = curvesFigure(new Map([['<b>x</b>', { x: [1], y: [1] }]]), { y: 'loss' });
    assert.equal(Reflect.get(data[0] ?? {}, 'name'), '&lt;b&gt;x&lt;/b&gt;');
  });

  it('follow a training step by step, with the validation loss at the end of every epoch', async () => {
    const { epochs } = await fit(
      new BagOfWords(TOY_VOCABULARY, 3),
      { train: toyReviews(64, 1), validation: toyReviews(20, 2) },
      { epochs: 3, batchSize: 16, learningRate: 0.5, patience: null },
      { rng: new Rng(5), callbacks: [liveTraining()] },
    );
    const shown = drawn.at(-1)?.data.map((trace) => ({
      name: Reflect.get(trace, 'name') as string,
      x: Reflect.get(trace, 'x') as number[],
      y: Reflect.get(trace, 'y') as number[],
    }));
    assert.deepEqual(
      shown?.map(({ name, x }) => [name, x]),
      [
        ['training', Array.from({ length: 12 }, (_, i) => i + 1)],
        ['validation', [4, 8, 12]],
      ],
    );
    assert.deepEqual(
      shown?.[1]?.y,
      epochs.map(({ metrics }) => metrics['validation/loss']),
    );
  });
});
