import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { encodeExamples, toBatch } from '../../../lib/data/index.ts';
import { createTrainable, networkConfigSchema } from '../../../lib/models/index.ts';
import { readModelFolder } from '../../../lib/models/node.ts';
import { loadBackend } from '../../../lib/runtime/node.ts';
import { TextPipeline } from '../../../lib/text/index.ts';
import { distance } from '../../runtime/ops/support.ts';

const FIXTURE = path.join(import.meta.dirname, '../../fixtures/model-v1');
const DIMENSIONS = 6;

interface Predictions {
  readonly texts: string[];
  readonly probabilities: number[];
}

describe('a model folder of the first version', () => {
  it('loads, and predicts what it predicted when it was saved, within 1e-6', async () => {
    const { manifest, arrays, pipeline: saved } = readModelFolder(path.join(FIXTURE, 'model'));
    const { texts, probabilities } = JSON.parse(
      fs.readFileSync(path.join(FIXTURE, 'predictions.json'), 'utf8'),
    ) as Predictions;
    const pipeline = await TextPipeline.fromJSON(saved);
    const vocabularySize = pipeline.vocabulary.size;
    const model = createTrainable(networkConfigSchema.parse(manifest.config.model), {
      backend: await loadBackend(),
      seed: 77,
      vocabularySize,
      embedding: {
        matrix: new Float32Array(vocabularySize * DIMENSIONS),
        dimensions: DIMENSIONS,
        trainable: true,
      },
    });
    model.importState({ arrays, scalars: {} });
    const examples = texts.map((text, k) => ({ id: String(k), text, label: 0 as const }));
    const d = distance(model.predict(toBatch(encodeExamples(pipeline, examples))), probabilities);
    model.dispose();
    assert.ok(d <= 1e-6, String(d));
  });
});
