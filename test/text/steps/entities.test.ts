import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Token } from 'sentilab/text';
import { stepSchema } from 'sentilab/text';
import { joined, sentences, tokenStep, tokenizerOf, tokensOf } from './support.ts';

const REVIEW = 'Tom Hanks (again!) plays a man from Chicago; Sony Pictures, please stop.';

async function names(text: string, options: object = {}): Promise<readonly Token[]> {
  const tokenize = await tokenizerOf({ kind: 'wink' });
  const entities = await tokenStep(stepSchema.parse({ kind: 'entities', ...options }));
  return entities(tokenize(text), text);
}

describe('step entities', () => {
  it('finds names set by hand in 66 sentences: precision at least 85 %, recall at least 85 %', async () => {
    let found = 0;
    let right = 0;
    let expected = 0;
    // A full stop behind a name is a token of its own here, also where it belongs to an abbreviation.
    const plain = (name: string): string => name.replace(/\.$/, '');
    for (const sentence of sentences) {
      const got = (await names(sentence.text))
        .filter(({ text }) => /^<\w+>$/.test(text))
        .map(({ text, start, end }) => `${text} ${sentence.text.slice(start, end)}`);
      const wanted = sentence.names.map(({ type, text }) => `<${type}> ${plain(text)}`);
      found += got.length;
      expected += wanted.length;
      right += wanted.filter((name) => got.includes(name)).length;
    }
    const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;
    console.log(
      `      names: ${right} of ${expected} found (recall ${percent(right, expected)}), precision ${percent(right, found)}`,
    );
    assert.ok(expected >= 30);
    assert.ok(right / expected >= 0.85);
    assert.ok(right / found >= 0.85);
  });

  it('gives names their type, their places covering all of the name', async () => {
    const tokens = await names(REVIEW);
    assert.match(joined(tokens), /^<person> \( again ! \) plays a man from <place> ; /);
    assert.equal(REVIEW.slice(tokens[0]?.start, tokens[0]?.end), 'Tom Hanks');
  });

  it('masks, joins or keeps them', async () => {
    assert.match(joined(await names(REVIEW, { mode: 'mask' })), /^<entity> \( again .* from <entity> ;/);
    assert.match(joined(await names(REVIEW, { mode: 'join' })), /^tom_hanks \( again .* from chicago ;/);
    assert.match(joined(await names(REVIEW, { mode: 'keep' })), /^tom hanks \( again .* from chicago ;/);
  });

  it('looks at the types asked for only', async () => {
    assert.match(joined(await names(REVIEW, { types: ['place'] })), /^tom hanks .* from <place> ;/);
  });

  it('keeps capitals on request', async () => {
    assert.match(joined(await names(REVIEW, { mode: 'keep', lowercase: false })), /^Tom Hanks/);
    assert.match(joined(await names(REVIEW, { mode: 'join', lowercase: false })), /^Tom_Hanks/);
  });

  it('never fails; the tokens stay in order and inside the text', async () => {
    const entities = await tokenStep(stepSchema.parse({ kind: 'entities' }));
    const word = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom('Tom', 'Hanks', "Hanks's", 'New', 'York', ',', 'Paris.', 'BBC', 'of', '(', 'Mr.'),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 10 }), (words) => {
        const { text, tokens } = tokensOf(words.flatMap((each) => each.match(/\S+/g) ?? []));
        let end = 0;
        for (const token of entities(tokens, text)) {
          assert.ok(token.start >= end && token.end > token.start && token.end <= text.length);
          end = token.end;
        }
      }),
      { numRuns: 500 },
    );
  });
});
