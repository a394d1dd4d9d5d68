import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { TextPipeline } from 'sentilab/text';

type Cases = readonly (readonly [text: string, tokens: readonly string[]])[];
const golden = JSON.parse(
  fs.readFileSync(path.resolve(import.meta.dirname, '../../golden/text-sklearn-words.json'), 'utf8'),
) as { readonly cases: Cases; readonly ngrams: Cases };

describe('words', () => {
  it("gives the tokens of scikit-learn's CountVectorizer for 199 sentences and 17 strings full of Unicode", async () => {
    assert.equal(golden.cases.length, 216);
    const pipeline = await TextPipeline.fit([], { steps: [{ kind: 'lowercase' }, { kind: 'words' }] });
    for (const [text, tokens] of golden.cases) assert.deepEqual(pipeline.tokens(text), tokens, text);
  });
});

describe('ngrams', () => {
  it("gives the uni- and bigrams of scikit-learn's CountVectorizer", async () => {
    const pipeline = await TextPipeline.fit([], {
      steps: [{ kind: 'lowercase' }, { kind: 'words' }, { kind: 'ngrams', to: 2, joiner: ' ' }],
    });
    // scikit-learn has all unigrams before all bigrams; by code point, as Python sorts.
    const sorted = (tokens: string[]): string[] =>
      tokens.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    for (const [text, tokens] of golden.ngrams)
      assert.deepEqual(sorted(pipeline.tokens(text)), sorted([...tokens]), text);
  });

  it('begins every n-gram where its first token begins and ends it where its last one ends', async () => {
    const pipeline = await TextPipeline.fit([], {
      steps: [{ kind: 'html' }, { kind: 'whitespace' }, { kind: 'ngrams', from: 2, to: 3 }],
    });
    const text = 'not<br />at all &amp;';
    assert.deepEqual(
      pipeline.trace(text).map(({ text: token, start, end }) => [token, text.slice(start, end)]),
      [
        ['not_at', 'not<br />at'],
        ['not_at_all', 'not<br />at all'],
        ['at_all', 'at all'],
        ['at_all_&', 'at all &amp;'],
        ['all_&', 'all &amp;'],
      ],
    );
  });

  it('refuses a smallest size above the largest', async () => {
    await assert.rejects(
      TextPipeline.fit([], { steps: [{ kind: 'words' }, { kind: 'ngrams', from: 3, to: 2 }] }),
      /text\.steps\.1\.to: Is less than from/,
    );
  });
});
