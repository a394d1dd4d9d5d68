import assert from 'node:assert/strict';
import { modelConfigSchema } from 'sentilab/models';
import { trainingConfigSchema } from 'sentilab/training';
import { optionsOf, undocumented } from './option-tables.ts';

describe('docs/models.md and docs/training.md', () => {
  it('have a row with default and source for every option of a model', () => {
    const options = optionsOf({ model: modelConfigSchema });
    assert.ok(options.length > 50, String(options.length));
    assert.deepEqual(undocumented(options, 'models.md'), []);
  });

  it('have one for every option of a training', () => {
    const options = optionsOf({ training: trainingConfigSchema });
    assert.ok(options.length > 40, String(options.length));
    assert.deepEqual(undocumented(options, 'training.md'), []);
  });
});
