/**
 * Wrote test/fixtures/model-v1: a small trained model as the first version of the model folder and of the BiLSTM's
 * configuration had it, with its predictions. Kept for what is loaded, not to be run again.
 *
 *   npx tsx test/golden/scripts/model-v1.ts
 */
import fs from 'node:fs';
import path from 'node:path';
import { encodeExamples, toBatch } from '../../../lib/data/index.ts';
import { loadBackend } from '../../../lib/runtime/node.ts';
import { sentences, trainToyModel } from '../../inference/toy-model.ts';

const folder = path.join(import.meta.dirname, '../../fixtures/model-v1');
const { model, pipeline } = await trainToyModel(path.join(folder, 'model'), await loadBackend());
const examples = sentences(6, 8);
const probabilities = [...model.predict(toBatch(encodeExamples(pipeline, examples)))];
fs.writeFileSync(
  path.join(folder, 'predictions.json'),
  `${JSON.stringify({ texts: examples.map(({ text }) => text), probabilities }, null, 2)}\n`,
);
