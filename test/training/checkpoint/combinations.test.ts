import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createTrainable, parseModelConfig, weightsSha256 } from 'sentilab/models';
import { Rng } from 'sentilab/random';
import { getBackend } from 'sentilab/runtime/node';
import { fit } from 'sentilab/training';
import type { FitEffects, TrainingConfigInput } from 'sentilab/training';
import { checkpointFolder } from 'sentilab/training/node';
import { TOY_VOCABULARY, toyReviews } from '../toy-reviews.ts';

const DIMENSIONS = 4;
const data = { train: toyReviews(64, 1), validation: toyReviews(40, 2) };

describe('a BiLSTM stopped within an epoch', () => {
  const combinations: readonly TrainingConfigInput[] = [
    {
      averaging: { kind: 'ema', decay: 0.9 },
      adversarial: { kind: 'vat' },
      dropoutSchedule: { kind: 'linear' },
      optimizer: { kind: 'lion' },
    },
    {
      averaging: { kind: 'swa', fromEpoch: 2, learningRate: 0.01 },
      adversarial: { kind: 'fgm' },
      dropoutSchedule: { kind: 'cosine', from: 1, to: 0.5 },
      accumulate: 2,
      restore: 'last',
      schedule: { kind: 'one-cycle' },
    },
  ];
  for (const config of combinations)
    it(`goes on to the same bits: ${JSON.stringify(config)}`, async () => {
      const backend = await getBackend();
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-checkpoints-'));
      const train = async (effects: Partial<FitEffects>) => {
        const rng = new Rng(2);
        const model = createTrainable(
          parseModelConfig({ kind: 'bilstm', units: 3, dropout: { embedding: 0.2, words: 0.1, head: 0.3 } }),
          {
            backend,
            vocabularySize: TOY_VOCABULARY,
            embedding: {
              matrix: Float32Array.from({ length: TOY_VOCABULARY * DIMENSIONS }, () => rng.normal()),
              dimensions: DIMENSIONS,
              trainable: true,
            },
            seed: 1,
          },
        );
        const history = await fit(
          model,
          data,
          { epochs: 3, batchSize: 16, learningRate: 0.02, patience: null, ...config },
          { rng: new Rng(5), clock: { wall: () => 0, cpu: () => 0 }, ...effects },
        );
        const sha256 = weightsSha256(model.exportState());
        model.dispose();
        return { history, sha256 };
      };
      const whole = await train({});
      const steps = whole.history.epochs.at(-1)!.step;
      for (const stop of [1, Math.floor(steps / 2), steps - 1]) {
        const controller = new AbortController();
        const stopped = await train({
          checkpoints: checkpointFolder(folder),
          signal: controller.signal,
          callbacks: [{ onStep: ({ step }) => void (step === stop && controller.abort()) }],
        });
        assert.equal(stopped.history.stopped.reason, 'aborted');
      }
      assert.deepEqual(await train({ checkpoints: checkpointFolder(folder) }), whole);
      fs.rmSync(folder, { recursive: true });
    });
});
