import assert from 'node:assert/strict';
import { decodeHTML } from 'entities';
import fc from 'fast-check';
import { TextPipeline } from 'sentilab/text';
import type { StepConfigInput } from 'sentilab/text';
import { JOINS } from '../../../lib/text/steps/unicode.ts';

/** The text after some text steps, and what each stretch between spaces was in the original. */
async function through(...steps: StepConfigInput[]): Promise<{
  (text: string): string;
  readonly sources: (text: string) => string[];
}> {
  const pipeline = await TextPipeline.fit([], { steps: [...steps, { kind: 'whitespace' }] });
  return Object.assign((text: string) => pipeline.normalize(text), {
    sources: (text: string) => pipeline.trace(text).map(({ start, end }) => text.slice(start, end)),
  });
}

describe('html', () => {
  it('decodes entities as a browser does, in any text', async () => {
    const html = await through({ kind: 'html' });
    const pieces = fc.array(
      fc.oneof(
        fc.constantFrom(
          '&',
          '&amp',
          '&amp;',
          '&lt;',
          '&notit;',
          '&#38',
          '&#x26;',
          '&#xzz',
          ';',
          '&copy',
          '#',
        ),
        fc.string({ maxLength: 3 }),
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(pieces, (some) => {
        const text = some.join('').replaceAll('<', '');
        const decoded = decodeHTML(text);
        fc.pre(!decoded.includes('<'));
        assert.equal(html(text), decoded);
      }),
      { numRuns: 10_000 },
    );
  });

  it('says which entity or tag stands for what', async () => {
    const html = await through({ kind: 'html' });
    assert.deepEqual(html.sources('Tom &amp; Jerry<br />&lt;i&gt;caf&eacute;'), [
      'Tom',
      '&amp;',
      'Jerry',
      'caf&eacute;',
    ]);
  });
});

describe('unicode', () => {
  it("normalises piece by piece to exactly Unicode's NFKC of the whole, whatever follows whatever", () => {
    // What can join the character before it: marks, and second halves of canonical compositions.
    const seconds = new Set<string>();
    const all: string[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      if (code >= 0xd800 && code < 0xe000) continue;
      const character = String.fromCodePoint(code);
      const parts = [...character.normalize('NFD')];
      for (const part of parts.slice(1)) seconds.add(part);
      if (/\p{M}/u.test(character)) seconds.add(character);
      if (/\p{Assigned}/u.test(character)) all.push(character);
    }
    const joins = new RegExp(`^${JOINS}$`, 'u');
    const missed = all.filter((character) => {
      const first = [...character.normalize('NFKD')][0] ?? '';
      return seconds.has(first) && !joins.test(character);
    });
    assert.deepEqual(missed, []);
  });

  it('says which characters became which', async () => {
    const unicode = await through({ kind: 'unicode' });
    assert.equal(unicode('“ﬁne”—cafe\u0301 ①² \x93x\x94'), '"fine" -- café 12 "x"');
    assert.deepEqual(unicode.sources('“ﬁne”—cafe\u0301 zero\u200bwidth'), [
      '“ﬁne”',
      '—',
      'cafe\u0301',
      'zero\u200bwidth',
    ]);
  });

  it('does by halves what it is told to', async () => {
    const text = '“ﬁne” cafe\u0301 \x85';
    assert.equal((await through({ kind: 'unicode', form: 'NFC' }))(text), '"ﬁne" café …');
    assert.equal((await through({ kind: 'unicode', form: 'none' }))(text), '"ﬁne" cafe\u0301 …');
    assert.equal((await through({ kind: 'unicode', typography: false }))(text), '“fine” café ...');
    assert.equal((await through({ kind: 'unicode', windows1252: false }))('a\x85b'), 'a b');
  });
});

describe('lowercase', () => {
  it('keeps offsets for every character of Unicode, also for the one that grows', async () => {
    const lowercase = await through({ kind: 'lowercase' });
    for (let code = 0; code <= 0x10ffff; code += 0x1000) {
      const characters = Array.from({ length: 0x1000 }, (_, i) => code + i)
        .filter((point) => point < 0xd800 || point > 0xdfff)
        .map((point) => String.fromCodePoint(point))
        .filter((character) => !/\s/.test(character));
      assert.deepEqual(lowercase.sources(characters.join(' ')), characters);
    }
    assert.equal(lowercase('DİŞ ΟΔΟΣ'), 'di\u0307ş οδος');
    assert.deepEqual(lowercase.sources('İİ x İ'), ['İİ', 'x', 'İ']);
  });
});

describe('urls', () => {
  it('puts one word in place of an address and leaves the sentence round it', async () => {
    const urls = await through({ kind: 'urls' });
    const text = 'See (http://x.org/a?b=1), www.imdb.com/title/tt1. Not awww.cute or http:// alone!';
    assert.equal(urls(text), 'See (url), url. Not awww.cute or http:// alone!');
    assert.equal(urls.sources(text)[1], '(http://x.org/a?b=1),');
    assert.equal((await through({ kind: 'urls', by: '' }))('at HTTPS://X.Y now'), 'at  now');
  });
});

describe('numbers', () => {
  it('puts one word in place of a number, and keeps words with digits and, by default, scores', async () => {
    const numbers = await through({ kind: 'numbers' });
    assert.equal(
      numbers('In 1,000.50 of 1950s mp3s at 10:30 I give 7/10 or 3.5/5, 24/7'),
      'In number of 1950s mp3s at number I give 7/10 or 3.5/5, number',
    );
    assert.equal((await through({ kind: 'numbers', keepScores: false, by: '0' }))('7/10 in 2001'), '0 in 0');
  });
});

describe('repeats', () => {
  it('cuts soooo to soo, by default at two, and says what it was', async () => {
    const repeats = await through({ kind: 'repeats' });
    assert.equal(repeats('Soooo gooood!!! 2000 aAaA'), 'Soo good!!! 2000 aAaA');
    assert.deepEqual(repeats.sources('sooooo good'), ['sooooo', 'good']);
    assert.equal((await through({ kind: 'repeats', most: 1 }))('soo good 𝐚𝐚𝐚'), 'so god 𝐚');
  });
});

describe('emoji', () => {
  it('names pictures and emoticons, with any skin tone, joined or as flags', async () => {
    const emoji = await through({ kind: 'emoji' });
    const words = (text: string): string => emoji(text).trim().replace(/\s+/g, ' ');
    assert.equal(words('Great 😀👍🏽!'), 'Great grinning face thumbs up !');
    assert.equal(
      words('👨‍👩‍👧 🇫🇷 ❤️ ❤ 1️⃣'),
      'family: man, woman, girl flag: France red heart red heart keycap: 1',
    );
    assert.equal(words('meh :( ok :-), <3'), 'meh frowning ok smiley , heart');
    const text = 'fun 👍🏽 :-(';
    assert.deepEqual(emoji.sources(text), ['fun', '👍🏽', '👍🏽', ':-(']);
  });

  it('leaves addresses, lists, times, prices and signs alone', async () => {
    const text = 'http://x (see 8) at 10:30 for 3:0 © 2001 Disney™ "quoted:)" #1 *';
    assert.equal((await through({ kind: 'emoji' }))(text), text);
  });

  it('removes or keeps on request', async () => {
    const removed = await through({ kind: 'emoji', emoji: 'remove', emoticons: 'remove' });
    assert.equal(removed('a 😀 b :) c'), 'a   b   c');
    const kept = await through({ kind: 'emoji', emoji: 'keep', emoticons: 'keep' });
    assert.equal(kept('a 😀 b :) c'), 'a 😀 b :) c');
  });
});
