import assert from 'node:assert/strict';
import { Rng } from 'sentilab/random';
import { timeline } from 'sentilab/tuning';

describe('timeline', () => {
  it('puts each run on the first free lane and needs no more lanes than ran at once', () => {
    const rng = new Rng(3);
    const runs = Array.from({ length: 80 }, (_, i) => {
      const start = 1e12 + i * 4000 + rng.float() * 3000;
      return { start, end: start + 5000 + 10_000 * rng.float() };
    });
    const { bars, lanes } = timeline(runs);
    const atOnce = runs.map(({ start }) => runs.filter((r) => r.start <= start && r.end > start).length);
    assert.equal(lanes, Math.max(...atOnce));
    assert.equal(bars.length, runs.length);
    for (const bar of bars)
      for (const other of bars)
        if (bar !== other && bar.lane === other.lane)
          assert.ok(
            bar.start + bar.seconds <= other.start + 1e-6 || other.start + other.seconds <= bar.start + 1e-6,
          );
  });

  it('cuts out a night in which nothing ran, and says how long it was', () => {
    const night = 8 * 3600 * 1000;
    const { bars, pauses, busy } = timeline([
      { start: 0, end: 10_000 },
      { start: 10_000, end: 20_000 },
      { start: 20_000 + night, end: 30_000 + night },
    ]);
    assert.deepEqual(pauses, [{ at: 20, seconds: night / 1000 }]);
    assert.deepEqual(
      bars.map(({ index, lane, start, seconds }) => [index, lane, start, seconds]),
      [
        [0, 0, 0, 10],
        [1, 0, 10, 10],
        [2, 0, 20, 10],
      ],
    );
    assert.equal(busy, 1);
  });

  it('says which part of the lanes was busy', () => {
    const { busy, lanes } = timeline([
      { start: 0, end: 10_000 },
      { start: 0, end: 5000 },
    ]);
    assert.deepEqual([lanes, busy], [2, 0.75]);
    assert.deepEqual(timeline([]), { bars: [], lanes: 0, pauses: [], busy: 1 });
  });
});
