import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { readWord2vecBinary, readWord2vecText } from 'sentilab/embeddings/node';

const golden = path.resolve(import.meta.dirname, '../../golden');
const { vectors: expected } = JSON.parse(fs.readFileSync(path.join(golden, 'word2vec.json'), 'utf8')) as {
  readonly vectors: Readonly<Record<string, readonly number[]>>;
};

describe('files of vectors that gensim wrote', () => {
  for (const [file, read] of [
    ['word2vec.bin', readWord2vecBinary],
    ['word2vec.txt', readWord2vecText],
  ] as const)
    it(`${file} holds the words and values that gensim holds`, async () => {
      const vectors = await read(path.join(golden, file));
      assert.deepEqual(
        Object.fromEntries([...vectors.words()].map((w) => [w, [...(vectors.vector(w) ?? [])]])),
        expected,
      );
    });
});
