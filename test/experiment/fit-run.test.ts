import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runConfigSchema } from 'sentilab/experiment';
import {
  Preparer,
  createTrialHandler,
  loadCheckpointModel,
  startRun,
  trainRun,
} from 'sentilab/experiment/node';
import { loadModel } from 'sentilab/inference/node';
import { loadBackend } from 'sentilab/runtime/node';
import { splitDataset } from 'sentilab/data';

const DATA = {
  source: { kind: 'synthetic' as const, examples: 600, words: 30, seed: 3 },
  split: { seed: 1 },
};
const OBJECTIVE = { metric: 'validation/loss', direction: 'minimize' as const };

describe('a run of a model that is fitted at once', function () {
  this.timeout(120_000);
  const config = runConfigSchema.parse({
    data: DATA,
    text: {},
    embedding: { kind: 'random' },
    model: { kind: 'nbsvm' },
    training: {},
  });
  let parent: string;
  before(() => (parent = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-fit-'))));
  after(() => fs.rmSync(parent, { recursive: true, force: true }));

  it('ends with metrics and no epoch, keeps a model folder, and that says of the test part what the record says', async () => {
    const handler = createTrialHandler(() => loadBackend());
    const task = {
      kind: 'train' as const,
      config,
      seed: 7,
      objective: OBJECTIVE,
      keep: { folder: parent, path: 'model', best: null },
    };
    const { output } = await handler(
      { trialNumber: 0, attempt: 1, runId: 'x', payload: task },
      { signal: new AbortController().signal, report: () => Promise.reject(new Error('it has no epochs')) },
    );
    const result = output as Awaited<ReturnType<typeof trainRun>>;
    assert.deepEqual([result.epochs, result.bestEpoch, result.outcome.kind], [[], null, 'finished']);
    assert.ok((result.metrics['test/accuracy']?.value ?? 0) > 0.9);
    assert.equal(result.environment.backend, 'none');
    const model = await loadModel(path.join(parent, 'model'));
    assert.equal(model.manifest.files['weights.bin'].sha256, result.weightsSha256);
    const { test } = splitDataset(await new Preparer().dataset(DATA.source), config.data.split);
    const right = model
      .batchPredict(test.map(({ text }) => text))
      .filter(({ label }, i) => (label === 'positive') === (test[i]?.label === 1)).length;
    assert.equal(right / test.length, result.metrics['test/accuracy']?.value);
  });

  it('has the same bits from the same seed', async () => {
    const input = { config, seed: 7, objective: OBJECTIVE };
    const [one, two] = [1, 2].map(async () =>
      trainRun(input, { backend: await loadBackend(), preparer: new Preparer() }),
    );
    assert.equal((await one)?.weightsSha256, (await two)?.weightsSha256);
    assert.deepEqual((await one)?.metrics, (await two)?.metrics);
  });

  it('refuses class weights, a metric that it has not, and to be trained by steps', async () => {
    const effects = { backend: await loadBackend(), preparer: new Preparer() };
    const weighed = { ...config, data: { ...config.data, balance: 'class-weights' as const } };
    await assert.rejects(
      trainRun({ config: weighed, seed: 1, objective: OBJECTIVE }, effects),
      /data\.balance.*oversample/,
    );
    const objective = { metric: 'train/loss', direction: 'minimize' as const };
    await assert.rejects(trainRun({ config, seed: 1, objective }, effects), /no such metric/);
    await assert.rejects(startRun(config, 1, effects), /model\.kind: This model is fitted at once/);
  });
});

describe('the checkpoints of a run', function () {
  this.timeout(120_000);
  it('are models: the best epoch’s weights and the last ones', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-checkpoint-model-'));
    try {
      await assert.rejects(loadCheckpointModel(folder), /There is no checkpoint here/);
      const config = runConfigSchema.parse({
        data: { ...DATA, trainSize: 200 },
        text: { maxLength: 24 },
        embedding: { kind: 'random', dimensions: 6 },
        model: { kind: 'bilstm', units: 3 },
        training: { epochs: 2, patience: null },
      });
      const backend = await loadBackend();
      const { weightsSha256 } = await trainRun(
        { config, seed: 5, objective: OBJECTIVE },
        { backend, preparer: new Preparer(), checkpoints: { folder } },
      );
      const best = await loadCheckpointModel(folder, { backend });
      const last = await loadCheckpointModel(folder, { which: 'last', backend });
      assert.equal(best.manifest.files['weights.bin'].sha256, weightsSha256);
      assert.equal(best.manifest.data.name, 'synthetic');
      for (const model of [best, last]) {
        const { probability } = model.predictSentiment('a splendid film');
        assert.ok(probability > 0 && probability < 1);
        model.dispose();
      }
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
});
