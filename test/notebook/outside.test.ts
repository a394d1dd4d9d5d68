import assert from 'node:assert/strict';
import { interruptSignal, liveCurve, markdown, notebookHost, show, table } from 'sentilab/notebook';
import { frame } from 'sentilab/notebook/node';
import { UserError } from 'sentilab/errors';

/** What a cell's last value answers when the notebook asks how to show it. */
function shown(value: object): unknown {
  return (Reflect.get(value, Symbol.for('Jupyter.display')) as () => unknown).call(value);
}

describe('notebook helpers outside a notebook', () => {
  it('show nothing and fail at nothing', () => {
    assert.equal(notebookHost(), null);
    show({ data: [] });
    const curve = liveCurve({ y: 'loss', everyMs: 0 });
    curve.add('a', 1, 2);
    curve.finish();
    assert.equal(interruptSignal().aborted, false);
  });

  it('put a table into words: the first record names the columns', () => {
    assert.deepEqual(shown(table([{ a: 1, b: 'x' }, { b: 'y' }])), { 'text/plain': 'a\tb\n1\tx\n\ty' });
  });

  it('give Markdown its plain text too', () => {
    assert.deepEqual(shown(markdown('**a**')), { 'text/markdown': '**a**', 'text/plain': '**a**' });
  });

  it('refuse a frame of nothing, whose columns nobody knows', async () => {
    await assert.rejects(frame([]), UserError);
  });

  it('make a frame of records', async function () {
    this.timeout(60_000); // the library takes seconds to load
    const df = await frame([
      { a: 1, b: 'x' },
      { a: 2, b: 'y' },
    ]);
    assert.deepEqual(
      [df.shape, df.columns],
      [
        [2, 2],
        ['a', 'b'],
      ],
    );
  });
});

describe('the stop button', () => {
  it('is the signal that the kernel has published', () => {
    const symbol = Symbol.for('sentilab.interrupt');
    const controller = new AbortController();
    Object.defineProperty(globalThis, symbol, { configurable: true, get: () => controller.signal });
    try {
      assert.equal(interruptSignal(), controller.signal);
    } finally {
      Reflect.deleteProperty(globalThis, symbol);
    }
  });
});
