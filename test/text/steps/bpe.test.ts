import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import fc from 'fast-check';
import { loadDataset } from 'sentilab/data/node';
import { trainBpe } from '../../../lib/text/steps/bpe-train.ts';
import type { BpeModel } from '../../../lib/text/steps/bpe-model.ts';
import { golden, joined, tokenizerOf } from './support.ts';

const { bpe } = golden;

async function* stream(texts: readonly string[]): AsyncGenerator<string> {
  for (const text of texts) {
    await Promise.resolve();
    yield text;
  }
}

describe('step bpe', () => {
  let model: BpeModel;

  before(async () => {
    const { examples } = await loadDataset('rt');
    model = await trainBpe(stream(examples.slice(0, bpe.texts).map(({ text }) => text)), bpe.vocabSize);
  });

  it('learns the merges and subwords that Hugging Face learns in Python', () => {
    assert.deepEqual(model.merges, bpe.merges);
    assert.deepEqual([...model.subwords].sort(), [...bpe.subwords].sort());
    assert.equal(model.subwords.length, bpe.vocabSize);
  });

  it('cuts texts, seen and unseen, into the same subwords at the same places', async () => {
    const tokenize = await tokenizerOf({ kind: 'bpe', vocabSize: bpe.vocabSize }, model);
    for (const [text, expected] of bpe.encoded) {
      const found = tokenize(text).filter((token) => model.subwords.includes(token.text));
      const known = expected.filter(([subword]) => subword !== '<unk>');
      assert.deepEqual(
        found.map((token) => [token.text, token.start, token.end]),
        known,
        text,
      );
    }
  });

  it('makes a token of a character that training never saw', async () => {
    const tokenize = await tokenizerOf({ kind: 'bpe', vocabSize: bpe.vocabSize }, model);
    assert.equal(joined(tokenize('a 日本 👍')), '▁a 日 本 👍');
  });

  it('covers a text without a gap, whatever it is', async () => {
    const tokenize = await tokenizerOf({ kind: 'bpe', vocabSize: bpe.vocabSize }, model);
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc
        .array(fc.constantFrom('good', '▁', "don't", '<unk>', '...', ' ', '\ud800', '日'), { maxLength: 8 })
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (whole) => {
        let end = 0;
        for (const token of tokenize(whole)) {
          assert.match(whole.slice(end, token.start), /^\s*$/);
          assert.ok(token.end > token.start);
          const slice = whole.slice(token.start, token.end);
          assert.ok(token.text === slice || token.text === `▁${slice}`, JSON.stringify([token, slice]));
          end = token.end;
        }
        assert.match(whole.slice(end), /^\s*$/);
      }),
      { numRuns: 10_000 },
    );
  });

  it('learns the same in another process and on another number of threads', () => {
    const script = `
      import { trainBpe } from './lib/text/steps/bpe-train.ts';
      import { loadDataset } from 'sentilab/data/node';
      const { examples } = await loadDataset('rt');
      async function* texts() { for (const { text } of examples.slice(0, ${bpe.texts})) yield text; }
      process.stdout.write(JSON.stringify(await trainBpe(texts(), ${bpe.vocabSize})));`;
    const output = execFileSync(process.execPath, ['--import=tsx', '--input-type=module', '-e', script], {
      cwd: path.resolve(import.meta.dirname, '../../..'),
      env: { ...process.env, RAYON_NUM_THREADS: '1' },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    assert.deepEqual(JSON.parse(output), JSON.parse(JSON.stringify(model)));
  });

  it('learns nothing from no text, and then knows no subword', async () => {
    const empty = await trainBpe(stream([]), 100);
    assert.deepEqual(empty, { subwords: [], merges: [] });
    const tokenize = await tokenizerOf({ kind: 'bpe', vocabSize: 100 }, empty);
    assert.equal(joined(tokenize('a film')), 'a f i l m');
  });

  it('keeps all single characters when fewer subwords are asked for', async () => {
    const tiny = await trainBpe(stream(['abc abc']), 1);
    assert.deepEqual(tiny, { subwords: ['a', 'b', 'c', '▁'], merges: [] });
  });
});
