import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { loadDataset } from 'sentilab/data/node';
import { dot, nearestNeighbours, normalise, spearman, unitRows } from 'sentilab/embeddings';
import type { FloatVectors } from 'sentilab/embeddings';
import { trainSkipGram } from 'sentilab/embeddings/node';
import { projectRoot } from 'sentilab/files/node';
import { normalizeText, tokenize } from 'sentilab/text';

interface Golden {
  readonly vocabulary: number;
  readonly words: readonly string[];
  readonly cosines: readonly number[];
  readonly selfAgreement: number;
}
const golden = JSON.parse(
  fs.readFileSync(path.resolve(import.meta.dirname, '../../golden/skip-gram.json'), 'utf8'),
) as Golden;
const sha256 = ({ values }: FloatVectors): string =>
  createHash('sha256').update(new Uint8Array(values.buffer)).digest('hex');
const small = { dimensions: 16, epochs: 2, minCount: 5, rounds: 3, shards: 4, seed: 7 };

describe('trainSkipGram', function () {
  this.timeout(120_000);
  let texts: string[][];
  before(async () => {
    const { examples } = await loadDataset('rt');
    texts = examples.map(({ text }) => tokenize(normalizeText(text)));
  });

  it('gives the same bits on one thread and on two, and in another process; others for another seed', async () => {
    const some = texts.slice(0, 1500);
    const here = sha256(await trainSkipGram(some, small, { threads: 2 }));
    assert.equal(sha256(await trainSkipGram(some, small, { threads: 1 })), here);
    assert.notEqual(sha256(await trainSkipGram(some, { ...small, seed: 8 }, { threads: 2 })), here);
    const script = path.resolve(import.meta.dirname, '../../fixtures/embeddings/skip-gram-process.ts');
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', script, JSON.stringify(small)],
      {
        cwd: projectRoot(),
      },
    );
    assert.equal(stdout.trim(), here);
  });

  it('agrees with gensim on how alike frequent words are, about as well as gensim with itself under another seed', async () => {
    const vectors = await trainSkipGram(texts, { dimensions: 32, minCount: 20, epochs: 20, window: 5 });
    assert.equal(vectors.size, golden.vocabulary);
    const rows = golden.words.map((word) => normalise(vectors.vector(word) ?? assert.fail(word)));
    const ours = rows.flatMap((a, i) => rows.slice(i + 1).map((b) => dot(a, b)));
    const agreement = spearman(ours, golden.cosines);
    assert.ok(agreement > golden.selfAgreement - 0.1, `${agreement} against ${golden.selfAgreement}`);
  });

  it('puts words together that stand in the same places', async () => {
    const [pets, tools] = [
      ['cat', 'dog'],
      ['saw', 'axe'],
    ];
    const sentences = Array.from({ length: 4000 }, (_, i) => {
      const [words, places] =
        i % 2 === 0 ? [pets, ['purrs', 'sleeps', 'eats']] : [tools, ['cuts', 'rusts', 'hangs']];
      return ['the', words[(i >> 1) % 2] ?? '', places[(i >> 2) % 3] ?? '', 'here'];
    });
    const vectors = await trainSkipGram(sentences, {
      dimensions: 8,
      epochs: 8,
      sample: 0,
      learningRate: 0.1,
    });
    const rows = unitRows(vectors);
    assert.equal(nearestNeighbours(rows, 'cat', { count: 1, without: ['the', 'here'] })[0]?.word, 'dog');
    assert.equal(nearestNeighbours(rows, 'axe', { count: 1, without: ['the', 'here'] })[0]?.word, 'saw');
  });

  it('says how far it is and stops at the signal', async () => {
    const some = texts.slice(0, 300);
    const seen: number[] = [];
    const stop = new AbortController();
    const training = trainSkipGram(some, small, {
      signal: stop.signal,
      onProgress: (done) => {
        seen.push(done);
        if (seen.length === 2) stop.abort(new Error('enough'));
      },
    });
    await assert.rejects(training, /enough/);
    assert.deepEqual(seen, [1 / 6, 2 / 6]);
  });

  it('refuses texts without frequent words, and a misspelt field by name', async () => {
    await assert.rejects(trainSkipGram([['a', 'b', 'c']], { minCount: 2 }), /embedding\.minCount: .* Got 2/);
    await assert.rejects(
      trainSkipGram([], { epoch: 3 } as object),
      /Unknown field "epoch"\. Did you mean "epochs"/,
    );
  });
});
