import assert from 'node:assert/strict';
import { partsFor } from '../../bin/setup/parts/index.mjs';

describe('set-up: parts', () => {
  const names = (command: string, help = false): string[] =>
    partsFor(command, { help }).map(({ name }) => name);

  it('are TensorFlow for what trains, Jupyter beside it for what runs notebooks, packages alone for the rest and for help', () => {
    const base = names('results');
    assert.ok(base.length > 0);
    for (const command of ['sweep', 'worker', 'train', 'reproduce', 'drill'])
      assert.deepEqual(names(command), [...base, 'tensorflow']);
    for (const command of ['notebook', 'pictures', 'docs', 'test'])
      assert.deepEqual(names(command), [...base, 'tensorflow', 'python', 'notebook']);
    for (const command of ['compare', 'trials', 'init']) assert.deepEqual(names(command), base);
    assert.deepEqual(names('docs', true), base);
  });
});
