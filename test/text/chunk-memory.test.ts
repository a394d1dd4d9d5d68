import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ChunkMemory } from '../../lib/text/chunk-memory.ts';

describe('ChunkMemory', () => {
  it('visits what /\\S+/g finds, in order, however little it may remember', () => {
    const space = fc.constantFrom(' ', '\n', '\u00a0', '\u2028', '\ufeff', '\u3000', '\x85', 'x', 'ab', '😀');
    const text = fc.oneof(
      fc.array(space).map((some) => some.join('')),
      fc.string({ unit: 'binary' }),
    );
    const memories = [1, 2, 5, 1000].map((most) => new ChunkMemory((chunk) => `<${chunk}>`, most));
    fc.assert(
      fc.property(text, (any) => {
        const expected = Array.from(any.matchAll(/\S+/g), ({ 0: chunk, index }) => [`<${chunk}>`, index]);
        for (const memory of memories) {
          const visited: [string, number][] = [];
          memory.each(any, (chunk, start) => visited.push([memory.value(chunk), start]));
          assert.deepEqual(visited, expected);
        }
      }),
      { numRuns: 10_000 },
    );
  });

  it('asks once for a chunk that comes again, among a hundred thousand', () => {
    let asked = 0;
    const memory = new ChunkMemory((chunk) => (asked++, Number(chunk)));
    const text = Array.from({ length: 100_000 }, (_, i) => String(i)).join(' ');
    for (let round = 0; round < 2; round++) {
      let next = 0;
      memory.each(text, (chunk) => assert.equal(memory.value(chunk), next++));
    }
    assert.equal(asked, 100_000);
  });

  it('stands a chunk that is refused, and text of any length after it', () => {
    const memory = new ChunkMemory((chunk) => {
      if (chunk === 'bad') throw new Error('no');
      return chunk.length;
    });
    assert.throws(() => memory.each('a bad b', () => undefined), /no/);
    const lengths: number[] = [];
    memory.each(`a ${'x'.repeat(100_000)} b`, (chunk) => lengths.push(memory.value(chunk)));
    assert.deepEqual(lengths, [1, 100_000, 1]);
  });
});
