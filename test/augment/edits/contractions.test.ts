import assert from 'node:assert/strict';
import fs from 'node:fs';
import { rewrite } from 'sentilab/augment';
import { EXPANSIONS, contractions, expansions } from '../../../lib/augment/edits/contractions.ts';

const golden = (
  JSON.parse(fs.readFileSync(new URL('../../golden/augment.json', import.meta.url), 'utf8')) as {
    readonly expansions: readonly { readonly text: string; readonly expanded: string }[];
  }
).expansions;

const expand = (text: string): string => rewrite(text, expansions(text)).text;
const contract = (text: string): string => rewrite(text, contractions(text)).text;

describe('expansions', () => {
  for (const { text, expanded } of golden)
    it(`writes out as the Python library contractions does: ${text}`, () => {
      assert.equal(expand(text), expanded);
    });

  it('reads contractions as corpora part them', () => {
    assert.equal(expand("it 's not bad , i do n't mind"), 'it is not bad , i do not mind');
    assert.equal(expand('it\u2019s fine, don\u2019t go'), 'it is fine, do not go');
  });

  it('tells has from is by what follows, and leaves possessives and ’d alone', () => {
    assert.equal(expand("it's been fun, he's become dull"), 'it has been fun, he has become dull');
    for (const text of ["the film's end", "spielberg 's film", "he'd rather", "rock'n'roll", "o'brien"])
      assert.equal(expand(text), text);
  });
});

describe('contractions', () => {
  it('draws together what is usually drawn together', () => {
    assert.equal(contract('It is not bad, do not go'), "It's not bad, don't go");
    assert.equal(contract('we have never seen it, i have a dog'), "we've never seen it, i have a dog");
    assert.equal(contract('i cannot say, you can not know'), "i can't say, you can't know");
  });

  it('does not at the end of a clause, where nobody says so', () => {
    for (const text of ['as good as it is.', 'here they are', 'what it is it does well', 'yes, they will!'])
      assert.equal(contract(text), text);
  });

  it('undoes the expansion of every contraction in the table', () => {
    for (const [short, long] of EXPANSIONS) {
      const text = `${long} never been there`;
      assert.equal(contract(text), `${short} never been there`, long);
    }
  });
});
