import assert from 'node:assert/strict';
import { parseWinkPackage } from '../../../lib/embeddings/readers/wink-package.ts';

describe('reader of npm package', () => {
  it('refuses a number that 32 bits cannot hold, naming its byte', async () => {
    const file = '{"dimensions":2,"words":["a"],"vectors":{"a":[1,1e300,1,0]},"unkVector":[0,0]}';
    async function* once(): AsyncGenerator<Buffer> {
      yield Buffer.from(file);
    }
    await assert.rejects(
      parseWinkPackage(once(), 'vectors.json'),
      /byte 45: "a" has something that is no number of 32 bits/,
    );
  });
});
