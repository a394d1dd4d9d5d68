import assert from 'node:assert/strict';
import { stepLine } from '../../bin/progress/step-line.ts';

describe('progress of a step', () => {
  const written = (isTTY: boolean) => {
    const lines: string[] = [];
    let time = 1000;
    const stream = { isTTY, columns: 30, write: (text: string) => lines.push(text) > 0 };
    return { lines, line: stepLine(stream, () => time), wait: (ms: number) => (time += ms) };
  };

  it('writes one plain line for a step longer than a second, none for a short one', () => {
    const { lines, line, wait } = written(false);
    for (let i = 0; i < 30; i++) {
      line.show(i < 5 ? 'short' : 'long', i, 30);
      wait(100);
    }
    line.clear();
    assert.deepEqual(lines, ['long …\n']);
  });

  it('writes over one line of a terminal at most ten times a second, and removes it', () => {
    const { lines, line, wait } = written(true);
    for (let i = 0; i < 100; i++) {
      line.show('a step with a name that is too long for it', i, 100);
      wait(10);
    }
    line.clear();
    const shown = lines.filter((text) => text.startsWith('a step'));
    assert.equal(shown.length, 10);
    assert.ok(shown.every((text) => text.length < 30));
    assert.equal(lines[lines.length - 1], '\r\u001b[2K');
  });
});
