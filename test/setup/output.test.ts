import assert from 'node:assert/strict';
import { colours } from '../../bin/setup/colours.mjs';
import { render } from '../../bin/setup/doctor.mjs';
import { createProgress } from '../../bin/setup/progress.mjs';

function screen(isTTY: boolean): {
  isTTY: boolean;
  columns: number;
  text: string;
  write(text: string): void;
} {
  return {
    isTTY,
    columns: 20,
    text: '',
    write(text) {
      this.text += text;
    },
  };
}

describe('set-up: output', () => {
  it('writes over the status on a terminal and keeps it within the width', () => {
    const stream = screen(true);
    const progress = createProgress(stream);
    progress.status('10 of 443 packages, and more');
    progress.line('done');
    assert.equal(stream.text, '      10 of 443 pac\r\u001b[2Kdone\n');
  });

  it('writes plain lines elsewhere, at most one status in ten seconds', () => {
    const stream = screen(false);
    let now = 0;
    const progress = createProgress(stream, () => now);
    for (; now < 25_000; now += 1000) progress.status(`second ${now / 1000}`);
    assert.equal(stream.text, '      second 10\n      second 20\n');
  });

  it('colours only a terminal, and not with NO_COLOR or a dumb one', () => {
    const terminal = { isTTY: true };
    assert.equal(colours(terminal, {}).red('x'), '\u001b[31mx\u001b[39m');
    assert.equal(colours(terminal, { NO_COLOR: '1' }).red('x'), 'x');
    assert.equal(colours(terminal, { TERM: 'dumb' }).red('x'), 'x');
    assert.equal(colours({}, {}).red('x'), 'x');
  });

  it('aligns the findings of the doctor and gives the fix of each that is not green', () => {
    const text = render(
      [
        { name: 'a', title: 'Node.js', ok: true, detail: '20', fix: 'never shown' },
        { name: 'b', title: 'Browser', ok: false, detail: 'gone', fix: 'get it' },
        { name: 'c', title: 'TF', ok: true, detail: 'slow', warning: 'slow', fix: 'g++' },
      ],
      colours({}),
    );
    assert.deepEqual(text.split('\n').slice(3), [
      '  ✓ Node.js  20',
      '  ✗ Browser  gone',
      '             fix: get it',
      '  ! TF       slow',
      '             fix: g++',
      '',
      '  2 of 3 need attention.',
    ]);
  });
});
