import assert from 'node:assert/strict';
import vm from 'node:vm';
import { figureHtml, libraryHtml, updateHtml } from '../../kernel/figure.ts';

describe('figures in a notebook', () => {
  it('lets no text out of the data end the script it stands in', () => {
    const html = figureHtml('a', { data: [{ name: '</script><img src=x onerror=alert(1)>' }] });
    assert.equal(html.match(/<\/script>/g)?.length, 1);
    assert.ok(!html.includes('<img'));
  });

  it('escapes line separators, which end a statement in older browsers', () => {
    assert.doesNotMatch(updateHtml('a', { data: [{ name: 'x\u2028y\u2029z' }] }), /[\u2028\u2029]/);
  });

  it('keeps a script element in the library from ending its own', () => {
    const html = libraryHtml('window.Plotly = {}; var text = "</script>";');
    assert.equal(html.match(/<\/script>/g)?.length, 1);
  });

  it('takes the height of the figure, and 420 pixels without one', () => {
    assert.match(figureHtml('a', { data: [], layout: { height: 240 } }), /height:240px/);
    assert.match(figureHtml('a', { data: [] }), /height:420px/);
  });

  it("draws with the page's own colours in place of the figure's, and its data as they are", () => {
    const drawn: { data: unknown; layout: Record<string, Record<string, unknown>> }[] = [];
    draw(
      figureHtml('a', {
        data: [{ y: [1, 2] }],
        layout: { font: { color: 'red', size: 9 }, xaxis: { title: 'x' } },
      }),
      {
        onReact: (data, layout) => drawn.push({ data, layout }),
      },
    );
    const [first] = drawn;
    assert.deepEqual(first?.data, [{ y: [1, 2] }]);
    assert.equal(first?.layout['font']?.['color'], 'rgb(9, 9, 9)');
    assert.equal(first?.layout['font']?.['size'], 9);
    assert.equal(first?.layout['xaxis']?.['title'], 'x');
    assert.match(String(first?.layout['yaxis']?.['gridcolor']), /^rgba/);
  });

  it('lightens the dark blue on a dark page and leaves it on a light one', () => {
    for (const [light, color] of [
      ['true', '#0072B2'],
      ['false', '#56b4e9'],
    ] as const) {
      const drawn: unknown[] = [];
      draw(figureHtml('a', { data: [{ line: { color: '#0072B2' } }] }), {
        light,
        onReact: (data) => drawn.push(data),
      });
      assert.deepEqual(drawn, [[{ line: { color } }]]);
    }
  });
});

interface Page {
  readonly light?: string;
  readonly onReact: (data: unknown, layout: Record<string, Record<string, unknown>>) => void;
}

/** Runs the scripts of library and figure in a page that has just what they use. (A real browser looks on elsewhere.) */
function draw(html: string, { light = 'true', onReact }: Page): void {
  const window: Record<string, unknown> = {};
  const context = vm.createContext({
    window,
    document: {
      getElementById: () => ({}),
      body: { dataset: { jpThemeLight: light }, classList: { contains: () => false } },
    },
    getComputedStyle: () => ({ getPropertyValue: () => '', color: 'rgb(9, 9, 9)' }),
    onReact: (_element: unknown, data: unknown, layout: unknown) =>
      onReact(...(JSON.parse(JSON.stringify([data, layout])) as Parameters<Page['onReact']>)),
  });
  const library = libraryHtml('window.Plotly = { react: onReact };');
  for (const [, script] of `${library}${html}`.matchAll(/<script>([\s\S]*?)<\/script>/g))
    vm.runInContext(script ?? '', context);
}
