import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { hashOf } from 'sentilab/hash';
import { TextPipeline } from 'sentilab/text';
import type { TextConfigInput } from 'sentilab/text';

const texts = [
  '“It’s” a GREAT film 😀 &amp; I gave it 7/10',
  'not sooooo bad, www.x.org ...',
  'films filmed film',
];
const configs: readonly TextConfigInput[] = [
  {},
  {
    steps: [
      { kind: 'emoji' },
      { kind: 'urls' },
      { kind: 'numbers' },
      { kind: 'repeats' },
      { kind: 'lowercase' },
      { kind: 'words' },
      { kind: 'ngrams' },
    ],
    minFrequency: 1,
    specialTokens: ['url', 'number'],
    bos: true,
  },
];

describe('TextPipeline in another process', () => {
  it('is the same JSON and gives the same ids', async () => {
    for (const config of configs) {
      const there = execFileSync(
        process.execPath,
        [
          '--import=tsx',
          path.join(import.meta.dirname, 'same-bytes-process.ts'),
          JSON.stringify({ config, texts }),
        ],
        { encoding: 'utf8' },
      );
      const pipeline = await TextPipeline.fit(texts, config);
      assert.equal(there, hashOf([pipeline.toJSON(), texts.map((text) => [...pipeline.encode(text).ids])]));
    }
  });
});
