import assert from 'node:assert/strict';
import fs from 'node:fs';
import { WordNet, type WordNetPos } from 'sentilab/augment';
import { loadWordNet } from 'sentilab/augment/node';

interface Golden {
  readonly word: string;
  readonly pos: WordNetPos;
  readonly synsets: readonly { readonly offset: number; readonly words: readonly string[] }[];
  readonly antonyms: readonly string[];
}

const golden = JSON.parse(
  fs.readFileSync(new URL('../../golden/wordnet.json', import.meta.url), 'utf8'),
) as Golden[];

describe('WordNet', () => {
  let wordnet: WordNet;
  before(() => {
    wordnet = loadWordNet();
  });

  it('is read in at most 2 s of processor time', () => {
    const start = process.cpuUsage();
    loadWordNet();
    const { user, system } = process.cpuUsage(start);
    assert.ok(user + system < 2_000_000, `${(user + system) / 1e6} s`);
  });

  it('has every entry of version 3.1', () => {
    const sizes = (['noun', 'verb', 'adj', 'adv'] as const).map((pos) => wordnet.size(pos));
    assert.deepEqual(sizes, [117_953, 11_540, 21_499, 4475]);
  });

  it(`has the meanings, words and antonyms that NLTK reads out of the same files (${golden.length} entries)`, () => {
    for (const { word, pos, synsets, antonyms } of golden) {
      const own = wordnet.synsets(word, pos).map(({ offset, words }) => ({ offset, words }));
      assert.deepEqual(own, synsets, `${word} (${pos})`);
      assert.deepEqual(wordnet.antonyms(word, pos).sort(), antonyms, `${word} (${pos})`);
    }
    assert.ok(golden.some(({ antonyms }) => antonyms.length > 0));
  });

  it('gives the synonyms of the first meanings alone when asked to, each once and never the word itself', () => {
    assert.deepEqual(wordnet.synonyms('film', 'noun', { senses: 1 }).slice(0, 2), ['movie', 'picture']);
    const all = wordnet.synonyms('film', 'noun');
    assert.ok(all.includes('celluloid') && !all.includes('film'));
    assert.equal(new Set(all).size, all.length);
    assert.deepEqual(wordnet.synonyms('Film', 'noun'), all);
    assert.deepEqual(wordnet.synonyms('zzyzx', 'noun'), []);
  });

  it('names the file that is not one of WordNet', () => {
    const files = { index: 'no index', data: '' };
    assert.throws(
      () => new WordNet({ noun: { index: '', data: '' }, verb: files, adj: files, adv: files }),
      /index\.noun: This is not an index file of WordNet/,
    );
  });
});
