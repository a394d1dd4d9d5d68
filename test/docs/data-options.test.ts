import assert from 'node:assert/strict';
import { augmentConfigSchema } from 'sentilab/augment';
import {
  channelsConfigSchema,
  duplicatesConfigSchema,
  kFoldConfigSchema,
  sourceObjectSchema,
} from 'sentilab/data';
import { embeddingConfigSchema } from 'sentilab/embeddings';
import { dataConfigSchema, pseudoLabelsConfigSchema } from 'sentilab/experiment';
import { qualityOptionsSchema } from 'sentilab/quality';
import { textConfigSchema } from 'sentilab/text';
import { optionsOf, undocumented } from './option-tables.ts';

describe('docs/data.md', () => {
  it('has a row with default and source for every option of the data pipeline', () => {
    const options = optionsOf({
      source: sourceObjectSchema,
      data: dataConfigSchema,
      kFold: kFoldConfigSchema,
      duplicates: duplicatesConfigSchema,
      text: textConfigSchema,
      channels: channelsConfigSchema,
      pseudoLabels: pseudoLabelsConfigSchema,
      embedding: embeddingConfigSchema,
      augment: augmentConfigSchema,
      quality: qualityOptionsSchema,
    });
    assert.ok(options.length > 80, String(options.length));
    assert.deepEqual(undocumented(options, 'data.md'), []);
  });
});
