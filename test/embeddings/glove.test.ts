import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { FailureError } from 'sentilab/errors';
import { loadGlove } from 'sentilab/embeddings/node';
import { projectRoot } from 'sentilab/files/node';
import { temporaryFolder } from '../data/mini-archive.ts';

interface Golden {
  readonly rms: number;
  readonly words: Readonly<
    Record<
      string,
      { readonly row: number; readonly published: readonly number[]; readonly stored: readonly number[] }
    >
  >;
}
const golden = JSON.parse(
  fs.readFileSync(path.resolve(import.meta.dirname, '../golden/glove-vectors.json'), 'utf8'),
) as Golden;

describe('loadGlove', () => {
  const folder = temporaryFolder();
  const vectors = loadGlove();

  it('reads the values that NumPy reads', () => {
    assert.deepEqual([vectors.size, vectors.dimensions], [40_000, 50]);
    assert.ok(Math.abs(vectors.rms - golden.rms) < 1e-6, `${vectors.rms}`);
    for (const [word, { stored }] of Object.entries(golden.words)) {
      const vector = vectors.vector(word) ?? [];
      stored.forEach((value, d) => assert.ok(Math.abs((vector[d] ?? NaN) - value) < 1e-6, `${word}[${d}]`));
    }
  });

  it('keeps the direction of the published vectors: cosine ≥ 0.9999', () => {
    for (const [word, { published }] of Object.entries(golden.words)) {
      const vector = vectors.vector(word) ?? [];
      const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
        Array.from(a).reduce((sum, value, d) => sum + value * (b[d] ?? NaN), 0);
      const cosine = dot(vector, published) / Math.sqrt(dot(vector, vector) * dot(published, published));
      assert.ok(cosine >= 0.9999, `${word}: ${cosine}`);
    }
  });

  it('has the clitics that the tokenizer makes, and no word it does not know', () => {
    for (const token of ["n't", "'s", "'re", "'ve", "'ll", "'d", "'m", '...', '--', '"', '(', ')'])
      assert.ok(vectors.has(token), token);
    assert.equal(vectors.vector('qqqqq'), null);
    assert.equal(vectors.has('The'), false);
  });

  it('refuses a changed or missing file and says how to restore it', () => {
    const copy = path.join(folder, 'data/glove');
    fs.cpSync(path.join(projectRoot(), 'data/glove'), copy, { recursive: true });
    assert.equal(loadGlove({ root: folder }).size, 40_000);
    fs.appendFileSync(path.join(copy, 'words.txt'), 'smuggled\n');
    assert.throws(
      () => loadGlove({ root: folder }),
      /words\.txt has wrong bytes.*git checkout -- data\/glove/,
    );
    fs.rmSync(path.join(copy, 'words.txt'));
    assert.throws(() => loadGlove({ root: folder }), FailureError);
  });
});
