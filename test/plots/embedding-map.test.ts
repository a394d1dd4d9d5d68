import assert from 'node:assert/strict';
import { coverageReport, FloatVectors } from 'sentilab/embeddings';
import {
  coverageGains,
  embeddingCoverageFigure,
  embeddingMapFigure,
  embeddingMapNumbers,
} from 'sentilab/plots';
import { Vocabulary } from 'sentilab/text';

const words = [
  { word: 'good', ratio: 1, texts: 100 },
  { word: '<b>', ratio: -2, texts: 4 },
  { word: 'film', ratio: 0.1, texts: 400 },
  { word: 'bad', ratio: -1.5, texts: 50 },
];
const points = words.map((_, i): [number, number] => [i, -i]);

describe('the map of word vectors', () => {
  it('names the strongest words of both sides in turn', () => {
    const named = (labels: number): string[] =>
      embeddingMapNumbers(words, points, labels)
        .filter(({ labelled }) => labelled)
        .map(({ word }) => word);
    assert.deepEqual(named(2), ['good', '<b>']);
    assert.deepEqual(named(3), ['good', '<b>', 'film']);
    assert.deepEqual(named(0), []);
  });

  it('writes no name over another', () => {
    const crowded = words.map((_, i): [number, number] => [i === 3 ? 10 : 0, i === 2 ? 5 : 0]);
    const named = embeddingMapNumbers(words, crowded, 4).filter(({ labelled }) => labelled);
    assert.deepEqual(
      named.map(({ word }) => word),
      ['good', 'film', 'bad'],
      '<b> lies where good is',
    );
  });

  it('colours by sentiment on a scale that is even on both sides, and shows words as they are', () => {
    const { data, layout } = embeddingMapFigure(words, points, { labels: 2, axes: ['first', 'second'] });
    const [trace] = data as [
      {
        text: string[];
        marker: { cmin: number; cmax: number; color: number[]; size: number[] };
        x: number[];
      },
    ];
    assert.deepEqual([trace.marker.cmin, trace.marker.cmax], [-2, 2]);
    assert.deepEqual(trace.marker.color, [1, -2, 0.1, -1.5]);
    assert.deepEqual(trace.text, ['good', '&lt;b&gt;', '', '']);
    assert.deepEqual(trace.x, [0, 1, 2, 3]);
    assert.ok((trace.marker.size[2] ?? 0) > (trace.marker.size[1] ?? 0), 'frequent words are larger');
    assert.match(JSON.stringify(layout.xaxis), /first/);
  });

  it('wants one place per word', () => {
    assert.throws(() => embeddingMapFigure(words, points.slice(1)), /one place per word/);
  });
});

describe('the figure of coverage', () => {
  const vectors = new FloatVectors(['good', 'film'], Float32Array.of(1, 2));
  const vocabulary = Vocabulary.build([['good', 'good', 'Film', 'zzz']], { minFrequency: 1, maxSize: 10 });

  it('parts all types and tokens by the step that found them; the parts add up to one', () => {
    const gains = coverageGains(coverageReport(vocabulary, vectors, { fallbacks: ['case'] }));
    assert.deepEqual(
      gains.map(({ step }) => step),
      ['exact', 'case', 'none'],
    );
    assert.deepEqual(
      gains.map(({ tokens }) => tokens),
      [0.5, 0.25, 0.25],
    );
    for (const kind of ['types', 'tokens'] as const)
      assert.ok(Math.abs(gains.reduce((sum, gain) => sum + gain[kind], 0) - 1) < 1e-12);
    const { data } = embeddingCoverageFigure(coverageReport(vocabulary, vectors));
    assert.deepEqual(
      (data as { name: string }[]).map(({ name }) => name),
      ['exact', 'case', 'none'],
      'steps that found nothing are left out',
    );
  });
});
