import assert from 'node:assert/strict';
import fc from 'fast-check';
import { frameBundle } from '../../kernel/data-frames.ts';
import { bundleOf, escapeHtml } from '../../kernel/display.ts';
import { tableBundle } from '../../kernel/table.ts';

const html = (bundle: Readonly<Record<string, string | object>> | null): string =>
  bundle?.['text/html'] as string;

describe('tables in a notebook', () => {
  it('escapes whatever stands in a cell, a column or the caption', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (text, column, caption) => {
        const shown = html(tableBundle({ columns: [column], rows: [[text]], caption }));
        const inside = shown.replace(
          /<\/?(table|caption|thead|tbody|tr|th|td)( (style|title)="[^"<>]*")*>/g,
          '',
        );
        assert.doesNotMatch(inside, /[<>"']/);
      }),
    );
  });

  it('shortens a long text and keeps the whole of it in the tooltip', () => {
    const text = 'word '.repeat(100);
    const shown = html(tableBundle({ columns: ['text'], rows: [[text]] }));
    assert.ok(shown.includes(`title="${text}"`));
    assert.match(shown, /…<\/td>/);
  });

  it('gives numbers five significant digits, whole numbers all of theirs, and missing values nothing', () => {
    const rows = [[1 / 3], [8530], [0.0000123456], [null], [undefined]];
    assert.equal(tableBundle({ columns: ['n'], rows })['text/plain'], 'n\n0.33333\n8,530\n0.0000123\n\n');
  });

  it('shows the first and last rows of a long frame under their labels, and its size', () => {
    const values = Array.from({ length: 100 }, (_, i) => [i, `t${i}`]);
    const shown = html(
      frameBundle({ values, columns: ['a', 'b'], index: values.map((_, i) => `r${i}`), shape: [100, 2] }),
    );
    assert.match(shown, /100 rows × 2 columns, first and last 8 shown/);
    assert.ok(shown.includes('>r7<') && shown.includes('>t92<') && !shown.includes('>t8<'));
  });
});

describe('rich display', () => {
  it('asks the value itself, by Jupyter.display and then by toHTML', () => {
    const toHTML = (): string => '<b>b</b>';
    assert.equal(html(bundleOf({ toHTML })), '<b>b</b>');
    assert.deepEqual(bundleOf({ toHTML, [Symbol.for('Jupyter.display')]: () => ({ 'text/plain': 'x' }) }), {
      'text/plain': 'x',
    });
  });

  it('leaves every other value to be printed as text', () => {
    for (const value of [null, undefined, 3, 'text', {}, [], new Map()]) assert.equal(bundleOf(value), null);
  });

  it('escapes the five characters of markup', () => {
    assert.equal(escapeHtml(`<a href="x">'&'</a>`), '&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;');
  });
});
