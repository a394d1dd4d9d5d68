import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { configForTrial, withOverrides } from 'sentilab/experiment';
import { Preparer, trainRun } from 'sentilab/experiment/node';
import type { TrainRunEffects } from 'sentilab/experiment/node';
import { loadBackend } from 'sentilab/runtime/node';
import tiny from '../fixtures/experiments/tiny.ts';

describe('trainRun with checkpoints', function () {
  this.timeout(60_000);
  const preparer = new Preparer();
  const config = configForTrial(withOverrides(tiny, {}), { lr: 0.01, units: 3 });
  const objective = { metric: 'validation/loss', direction: 'minimize' } as const;

  it('goes on after the signal to the numbers and weights of a run never stopped, and refuses another run', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-run-'));
    const backend = await loadBackend();
    const run = (effects: Partial<TrainRunEffects>, seed = 1) =>
      trainRun({ config, seed, objective }, { backend, preparer, ...effects });
    const whole = await run({ details: true });
    const controller = new AbortController();
    const options = { details: true, checkpoints: { folder, keepBest: 2 } };
    await assert.rejects(
      run({
        ...options,
        signal: controller.signal,
        callbacks: [{ onStep: ({ step }) => void (step === 40 && controller.abort()) }],
      }),
      /Training was stopped\..*Run the same command again to go on/,
    );
    const resumed: (number | undefined)[] = [];
    const result = await run({
      ...options,
      callbacks: [{ onTrainStart: (start) => void resumed.push(start.resumed?.step) }],
    });
    assert.deepEqual(resumed, [40]);
    assert.equal(result.weightsSha256, whole.weightsSha256);
    assert.deepEqual(result.metrics, whole.metrics);
    assert.deepEqual(
      result.epochs.map(({ step, metrics }) => ({ step, metrics })),
      whole.epochs.map(({ step, metrics }) => ({ step, metrics })),
    );
    const [first] = result.epochs;
    assert.equal(first!.metrics['train/learning-rate'], 0.01);
    assert.ok(first!.metrics['train/gradient-norm']! > 0);
    await assert.rejects(run(options, 2), /belong to another training: "runSeed" is 1 there and 2 here/);
    fs.rmSync(folder, { recursive: true });
  });

  it('stays pruned when it is started again in the folder of a pruned run, and reports nothing twice', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-run-'));
    const backend = await loadBackend();
    const told: number[] = [];
    const run = () =>
      trainRun(
        { config, seed: 1, objective },
        {
          backend,
          preparer,
          checkpoints: { folder },
          onEpoch: ({ epoch }) => {
            told.push(epoch);
            return Promise.resolve({ prune: epoch === 2, reason: 'worse than the median' });
          },
        },
      );
    const first = await run();
    const again = await run();
    assert.deepEqual(first.outcome, { kind: 'pruned', atEpoch: 2, reason: 'worse than the median' });
    assert.deepEqual(again.outcome, first.outcome);
    assert.deepEqual(told, [1, 2]);
    assert.equal(again.weightsSha256, first.weightsSha256);
    assert.deepEqual(again.epochs, first.epochs);
    fs.rmSync(folder, { recursive: true });
  });
});
