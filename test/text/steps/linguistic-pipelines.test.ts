import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { TextPipeline } from 'sentilab/text';
import type { StepConfigInput } from 'sentilab/text';
import { loadDataset } from 'sentilab/data/node';

const TEXT: readonly StepConfigInput[] = [{ kind: 'html' }, { kind: 'unicode' }];
const PIPELINES: Readonly<Record<string, StepConfigInput[]>> = {
  wink: [...TEXT, { kind: 'lowercase' }, { kind: 'wink' }],
  bpe: [...TEXT, { kind: 'lowercase' }, { kind: 'bpe', vocabSize: 500 }],
  stopWords: [...TEXT, { kind: 'lowercase' }, { kind: 'glove' }, { kind: 'stop-words', punctuation: true }],
  negation: [...TEXT, { kind: 'lowercase' }, { kind: 'glove' }, { kind: 'negation' }],
  stem: [...TEXT, { kind: 'lowercase' }, { kind: 'glove' }, { kind: 'stem' }],
  lemma: [...TEXT, { kind: 'lowercase' }, { kind: 'glove' }, { kind: 'lemma' }, { kind: 'negation' }],
  entities: [...TEXT, { kind: 'glove' }, { kind: 'entities' }, { kind: 'stem' }],
};
/** Texts that training has not seen, with what text steps take away. */
const OTHERS = [
  'Tom Hanks isn’t bad<br />in  <i>Paris</i> &amp; the films weren’t “seen” — 10/10 :) 日本 👍🏽',
  '',
  ' \n ',
];

describe('pipelines with linguistic steps', () => {
  let texts: readonly string[];

  before(async () => {
    texts = (await loadDataset('rt')).examples.slice(0, 120).map(({ text }) => text);
  });

  for (const [name, steps] of Object.entries(PIPELINES)) {
    it(`${name}: encodes the same after a way through JSON`, async () => {
      const fitted = await TextPipeline.fit(texts, { steps });
      const json = JSON.stringify(fitted);
      const again = await TextPipeline.fromJSON(JSON.parse(json));
      assert.equal(JSON.stringify(again), json);
      for (const text of [...texts.slice(0, 30), ...OTHERS])
        assert.deepEqual(again.encode(text), fitted.encode(text));
    });

    it(`${name}: traces the tokens it encodes, every one to a stretch of the original text`, async () => {
      const pipeline = await TextPipeline.fit(texts, { steps });
      for (const text of [...texts.slice(0, 30), ...OTHERS]) {
        const traced = pipeline.trace(text);
        assert.deepEqual(
          traced.map((token) => token.text),
          pipeline.tokens(text),
        );
        for (const { start, end } of traced) assert.ok(start >= 0 && end > start && end <= text.length);
      }
    });
  }

  it('traces a lemma, a name and a subword back to the words of the review', async () => {
    const review = 'Tom Hanks isn’t bad;<br />the films weren’t.';
    const placeOf = async (steps: StepConfigInput[], token: string): Promise<string> => {
      const found = (await TextPipeline.fit(texts, { steps }))
        .trace(review)
        .find(({ text }) => text === token);
      assert.ok(found, token);
      return review.slice(found.start, found.end);
    };
    assert.equal(await placeOf(PIPELINES['lemma'] ?? [], 'film'), 'films');
    assert.equal(await placeOf(PIPELINES['entities'] ?? [], '<person>'), 'Tom Hanks');
    assert.equal(await placeOf(PIPELINES['bpe'] ?? [], '▁the'), 'the');
  });

  it('loads no package of these steps before one is used', () => {
    const folder = path.resolve(import.meta.dirname, '../../../lib/text');
    const eager = fs
      .readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .filter((name) =>
        /^(?:import|export)\s+(?!type\b)[^;]*from '(?:wink-|compromise|stopword|tokenizers|@huggingface)/m.test(
          fs.readFileSync(path.join(folder, name), 'utf8'),
        ),
      );
    assert.deepEqual(eager, []);
  });
});
