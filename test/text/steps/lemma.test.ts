import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Token } from 'sentilab/text';
import { stepSchema } from 'sentilab/text';
import { joined, sentences, tokenStep, tokenizerOf, tokensOf } from './support.ts';

const configOf = (options: object = {}): ReturnType<typeof stepSchema.parse> =>
  stepSchema.parse({ kind: 'lemma', ...options });

async function lemmasOf(text: string, options: object = {}): Promise<string> {
  const tokenize = await tokenizerOf({ kind: 'wink' });
  const lemma = await tokenStep(configOf(options));
  return joined(lemma(tokenize(text), text));
}

describe('step lemma', () => {
  it('agrees with lemmas set by hand on 98 % of the words of 66 sentences, and on 95 % of those that change', async () => {
    const tokenize = await tokenizerOf({ kind: 'wink' });
    const lemma = await tokenStep(configOf());
    const all: { readonly word: string; readonly found: string; readonly expected: string }[] = [];
    for (const { text, lemmas } of sentences) {
      const tokens = tokenize(text);
      const found = lemma(tokens, text);
      const changing = [...lemmas];
      for (const [i, { text: word }] of tokens.entries()) {
        const expected = changing[0]?.[0] === word ? changing.shift()?.[1] : undefined;
        if (!/[a-z]/i.test(word)) continue;
        const lower = word.toLowerCase();
        all.push({ word: lower, found: (found[i]?.text ?? '').toLowerCase(), expected: expected ?? lower });
      }
      assert.deepEqual(changing, [], text);
    }
    const share = (list: typeof all): number =>
      list.filter(({ found, expected }) => found === expected).length / list.length;
    const changing = all.filter(({ word, expected }) => word !== expected);
    const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;
    console.log(
      `      lemmas: ${percent(share(all))} of ${all.length} words, ${percent(share(changing))} of ${changing.length} that change`,
    );
    assert.ok(sentences.length >= 60);
    assert.ok(share(all) >= 0.98);
    assert.ok(share(changing) >= 0.95);
  });

  it('tells a noun from a verb', async () => {
    assert.equal(await lemmasOf('The leaves were falling.'), 'The leaf be fall .');
    assert.equal(await lemmasOf('He leaves his children.'), 'He leave his child .');
  });

  it('changes only the parts of speech asked for', async () => {
    assert.equal(await lemmasOf('The worst films were seen', { pos: ['NOUN'] }), 'The worst film were seen');
    assert.equal(await lemmasOf("it isn't", { pos: ['PART'] }), 'it is not');
  });

  it('works behind any tokenizer: a token cut otherwise keeps its form', async () => {
    const lemma = await tokenStep(configOf());
    const text = "the films weren't seen";
    const { tokens } = tokensOf(text.split(' '));
    assert.equal(joined(lemma(tokens, text)), "the film weren't see");
  });

  it('leaves what an earlier step has changed, and finds its place behind dropped tokens', async () => {
    const lemma = await tokenStep(configOf());
    const text = 'the films were not seen';
    const tokens: Token[] = [
      { text: 'NOT_films', start: 4, end: 9 },
      { text: 'seen', start: 19, end: 23 },
    ];
    assert.equal(joined(lemma(tokens, text)), 'NOT_films see');
  });

  it('never fails, and never moves a token', async () => {
    const lemma = await tokenStep(configOf());
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { maxLength: 12 }), (words) => {
        const { text, tokens } = tokensOf(words.flatMap((word) => word.match(/\S+/g) ?? []));
        const places = (list: readonly Token[]): unknown[] => list.map(({ start, end }) => [start, end]);
        assert.deepEqual(places(lemma(tokens, text)), places(tokens));
      }),
      { numRuns: 2000 },
    );
  });

  it('spares wink-nlp a stretch of 100,000 letters', async () => {
    const lemma = await tokenStep(configOf());
    const text = `${'x'.repeat(100_000)} films`;
    const { tokens } = tokensOf(text.split(' '));
    const started = performance.now();
    assert.equal(lemma(tokens, text)[1]?.text, 'film');
    assert.ok(performance.now() - started < 1000);
  });
});
