import assert from 'node:assert/strict';
import fc from 'fast-check';
import { notebookJson, notebookOfText, notebookText } from '../../../bin/notebook/notebook-text.ts';
import type { NotebookFile } from '../../../bin/notebook/with-parameters.ts';

const notebook: NotebookFile = {
  cells: [
    { cell_type: 'markdown', id: 'title', metadata: {}, source: ['# A story\n', '\n', 'Two lines.'] },
    { cell_type: 'code', id: 'set', metadata: { tags: ['parameters'] }, source: 'const trials = 5;' },
    { cell_type: 'code', id: 'empty', metadata: {}, source: [] },
  ],
};

describe('text form of a notebook', () => {
  it('is Markdown: texts as they are, cells as TypeScript with their id and tags', () => {
    const lines = notebookText('01-story', notebook).split('\n');
    assert.match(lines[0] ?? '', /^<!-- The cells of 01-story\.ipynb as text/);
    assert.equal(
      lines.slice(1).join('\n'),
      '\n<!-- title -->\n\n# A story\n\nTwo lines.\n\n```ts set #parameters\nconst trials = 5;\n```\n\n```ts empty\n\n```\n',
    );
  });

  it('makes the same notebook again, outputs and an editor’s state left out', () => {
    const dirty = {
      ...notebook,
      cells: notebook.cells.map((cell) => ({ ...cell, execution_count: 3, outputs: [{ name: 'stdout' }] })),
    };
    const clean = notebookJson(dirty);
    assert.equal(clean, notebookJson(notebookOfText(notebookText('01-story', dirty))));
    assert.doesNotMatch(clean, /stdout|3,/);
  });

  it('does so for any cells: fences in a template, blank lines, text that looks like code', () => {
    const line = fc.constantFrom(
      '',
      '```',
      '````',
      '```ts',
      'const a = `b`;',
      '# head',
      '  indented',
      'ä <!-- x',
      '-->',
    );
    const code = fc
      .array(line, { maxLength: 5 })
      .map((lines) => ({ cell_type: 'code', source: lines.join('\n') }));
    const prose = fc
      .array(line, { maxLength: 5 })
      .map((lines) => ({ cell_type: 'markdown', source: lines.join('\n').replace(/^\n+|\n+$/g, '') }));
    fc.assert(
      fc.property(fc.array(fc.oneof(code, prose), { maxLength: 6 }), (parts) => {
        const cells = parts.map((part, i) => ({ ...part, id: `cell-${i}`, metadata: {} }));
        const text = notebookText('any', { cells });
        assert.equal(notebookJson(notebookOfText(text)), notebookJson({ cells }));
      }),
    );
  });

  it('says where a text is none', () => {
    const head = '<!-- head -->\n\n';
    assert.throws(
      () => notebookOfText(`${head}plain text\n`),
      /A cell begins with .*plain text|plain text.*A cell begins/s,
    );
    assert.throws(() => notebookOfText(`${head}\`\`\`ts a\nconst x = 1;\n`), /fence is not closed/);
    assert.throws(() => notebookOfText(`${head}<!-- a -->\n\nA\n\n<!-- a -->\n\nB\n`), /Each id is one/);
  });
});
