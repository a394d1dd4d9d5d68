import assert from 'node:assert/strict';
import fc from 'fast-check';
import { backTranslate, sourceOf, type Translator } from 'sentilab/augment';
import { apertium } from 'sentilab/augment/node';
import { alignWords } from '../../../lib/augment/translators/align.ts';
import { translationDrill } from '../../../bin/drill/translation.ts';
import { assertTiled, resources } from '../support.ts';

describe('alignWords', () => {
  it('leads kept words to their places, changed runs to the run they stand for, and new words nowhere', () => {
    const before = 'this film is not good at all';
    const result = alignWords(before, 'This movie is not at all very good');
    const source = (word: string): string | null => {
      const start = result.text.indexOf(word);
      const span = sourceOf(result, { start, end: start + word.length });
      return span && before.slice(span.start, span.end);
    };
    assert.equal(source('movie'), 'this film');
    assert.equal(source('not'), 'not');
    assert.equal(source('at all'), 'at all');
    assert.equal(source('very'), null);
  });

  it('tiles any two texts, and copies are the characters of their source (1,000 random pairs)', () => {
    const text = fc
      .array(fc.constantFrom('film', 'Film', 'good', ',', '.', ' ', '  ', 'é', '🎬', '\ud800'), {
        maxLength: 12,
      })
      .map((parts) => parts.join(' '));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const result = alignWords(before, after);
        assert.equal(result.text, after);
        assertTiled(before, result);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('backTranslate', () => {
  it('writes contractions out and takes markup away before translating, and keeps a text that came back empty', async () => {
    const seen: string[] = [];
    const translator: Translator = {
      title: 'nothing',
      isTranslation: false,
      translate: async (texts, direction) => {
        if (direction === 'there') seen.push(...texts);
        return texts.map((text) => (text.includes('lost') ? '' : text));
      },
    };
    const results = await backTranslate(["i do n't<br />mind", 'lost'], translator);
    assert.deepEqual(seen, ['I do not mind', 'lost']);
    assert.equal(results[1]?.text, 'lost');
  });

  it('by the pivot replaces words by others of the same meaning, and says that it is no translation', async () => {
    const { translators } = await resources.loadNamed(['translators']);
    assert.ok(translators);
    const pivot = translators({ kind: 'synset-pivot' });
    assert.equal(pivot.isTranslation, false);
    const [result] = await backTranslate(['The films were slow'], pivot);
    assert.equal(result?.text, 'The movies were slow');
  });
});

describe('apertium', () => {
  it('says what to install when the program or the language pair is missing', async () => {
    const missing = apertium({ kind: 'apertium', pair: 'eng-spa', command: 'no-such-translator' });
    await assert.rejects(missing.translate(['film'], 'there'), /cannot be started.*apt-get install apertium/);
    const failing = apertium({ kind: 'apertium', pair: 'eng-xxx', command: 'false' });
    await assert.rejects(failing.translate(['film'], 'there'), /eng-xxx.*apt-get install/);
    const losing = apertium({ kind: 'apertium', pair: 'eng-spa', command: 'true' });
    await assert.rejects(losing.translate(['one', 'two'], 'there'), /not give back as many texts/);
  });

  it('is skipped by its drill with the reason where it is not installed', async () => {
    const report = await translationDrill(
      apertium({ kind: 'apertium', pair: 'eng-spa', command: 'no-such-translator' }),
    );
    assert.match(report.skipped ?? '', /cannot be started/);
  });

  it('brings each text of its drill back, or is not installed', async () => {
    const report = await translationDrill(
      apertium({ kind: 'apertium', pair: 'eng-spa', command: 'apertium' }),
    );
    if (report.skipped !== null) return assert.match(report.skipped, /apt-get install/);
    assert.equal(report.texts.length, 5);
    for (const { original, back, mapped } of report.texts) {
      assert.ok(mapped >= 0.5, `${original} → ${back}: ${mapped}`);
      assert.ok(!back.includes('\u241e'), 'no separator is left');
    }
    assert.ok(report.unchanged < 5);
  });
});
