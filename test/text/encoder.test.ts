import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseConfig } from 'sentilab/config';
import { UNK_ID, Vocabulary, textConfigSchema } from 'sentilab/text';
import { ChunkMemory } from '../../lib/text/chunk-memory.ts';
import type { Compiled } from '../../lib/text/compile.ts';
import { countTokens } from '../../lib/text/count-tokens.ts';
import { encoder } from '../../lib/text/encoder.ts';

/** Splits at hyphens and remembers so many chunks; `null` remembers none. */
function compiled(most: number | null): Compiled {
  const parts = (chunk: string): string[] => chunk.split('-').filter((part) => part !== '');
  const tokens = (text: string): string[] => (text.match(/\S+/g) ?? []).flatMap(parts);
  return {
    normalize: (text) => text,
    tokens,
    trace: () => [],
    chunks: most === null ? null : new ChunkMemory(parts, most),
  };
}

const config = parseConfig(textConfigSchema, { minFrequency: 1, maxLength: 7 }, 'text');
const texts = fc.array(
  fc.array(fc.constantFrom('a', 'b', 'a-b', 'a-b-c', '-', 'd', 'e-e', '<pad>'), { maxLength: 12 }),
);

describe('encoder and countTokens', () => {
  it('say the same whatever is remembered of the chunks: nothing, one, two or all', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (lists) => {
        const some = lists.map((list) => list.join(' '));
        const plain = compiled(null);
        const expected = await countTokens(some, plain, config);
        const vocabulary = new Vocabulary(expected.tokens, expected.counts);
        const encode = encoder(plain, config, vocabulary);
        for (const most of [1, 2, 1000]) {
          const other = compiled(most);
          assert.deepEqual(await countTokens(some, other, config), expected);
          const encodeToo = encoder(other, config, vocabulary);
          for (const text of [...some, ...some]) assert.deepEqual(encodeToo(text), encode(text));
        }
        for (const text of some) {
          const { ids, unknown, tokenCount } = encode(text);
          assert.equal(ids.length, Math.max(1, Math.min(7, tokenCount)));
          assert.equal(unknown, ids.filter((id) => id === UNK_ID).length);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
