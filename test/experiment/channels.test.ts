import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { LogRatioChannels } from 'sentilab/data';
import { runConfigSchema, type RunConfigInput } from 'sentilab/experiment';
import { Preparer } from 'sentilab/experiment/node';
import { loadModel } from 'sentilab/inference/node';
import { createTrialHandler } from '../../lib/experiment/trial-handler.ts';
import type { RunResult } from '../../lib/experiment/run-result.ts';
import { loadBackend } from '../../lib/runtime/node.ts';

const config = (more: Partial<RunConfigInput> = {}) =>
  runConfigSchema.parse({
    data: {
      source: { kind: 'synthetic', examples: 300, words: 12, noise: 0.1 },
      split: { validation: 0.2, test: 0.2, seed: 1 },
    },
    text: { maxLength: 8, minFrequency: 1 },
    channels: { kind: 'nb-log-ratio', bits: 12, folds: 3 },
    embedding: { kind: 'random', dimensions: 4 },
    model: { kind: 'bilstm', units: 2 },
    training: { epochs: 1, batchSize: 16 },
    ...more,
  });

describe('channels in a run', () => {
  it('are fitted on whole training texts; validation and test get those of the fit, training texts cross-fitted ones', async () => {
    const { channels, train, validation, test, pipeline } = await new Preparer().prepare(config(), 1);
    assert.ok(channels instanceof LogRatioChannels);
    for (const { ids, channels: values } of [...validation, ...test])
      assert.deepEqual(values, channels.of(ids));
    const own = train.filter(({ ids, channels: values }) => values?.join() === channels.of(ids).join());
    assert.ok(own.length < train.length / 10, String(own.length));
    const table = channels.toTables().find(({ name }) => name === 'channels/words');
    assert.equal(table?.values.length, pipeline.vocabulary.size);
  });

  it('leave ids and bits as they are without the field', async () => {
    const plain = await new Preparer().prepare(config({ channels: undefined }), 1);
    assert.equal(plain.channels, null);
    assert.ok([...plain.train, ...plain.test].every((example) => !('channels' in example)));
  });

  it('go into the model folder: the loaded model says of the test texts what was measured', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-channels-'));
    try {
      const backend = await loadBackend();
      const handler = createTrialHandler(() => Promise.resolve(backend));
      const objective = { metric: 'validation/loss', direction: 'minimize' } as const;
      const keep = { folder, path: 'model', best: null };
      const payload = { kind: 'train', config: config(), seed: 3, objective, keep };
      const outcome = await handler(
        { trialNumber: 0, attempt: 1, runId: 'r', payload },
        { signal: new AbortController().signal, report: () => Promise.resolve({ prune: false, reason: '' }) },
      );
      const { metrics } = outcome.output as RunResult;
      const predictor = await loadModel(path.join(folder, 'model'), { backend });
      const { split } = await new Preparer().prepare(config(), 3);
      const losses = predictor
        .batchPredict(split.test.map(({ text }) => text))
        .map(({ probability }, i) => -Math.log(split.test[i]?.label === 1 ? probability : 1 - probability));
      const loss = losses.reduce((sum, value) => sum + value, 0) / losses.length;
      assert.ok(Math.abs(loss - (metrics['test/loss']?.value ?? NaN)) <= 1e-6, String(loss));
      predictor.dispose();
      const file = path.join(folder, 'model', 'channels.bin');
      const bytes = fs.readFileSync(file);
      bytes[bytes.length - 3] = (bytes[bytes.length - 3] ?? 0) ^ 1;
      fs.writeFileSync(file, bytes);
      await assert.rejects(
        loadModel(path.join(folder, 'model'), { backend }),
        /channels\.bin.*SHA-256|damaged/,
      );
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});
