import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './support/environment.ts';
import { startSession, textOf } from './support/session.ts';

/** Trains in the kernel's own process, so that it is the kernel that has to stay awake. */
const TRAIN = `
import { defineExperiment } from 'sentilab/experiment';
import { createTrialHandler, runExperiment } from 'sentilab/experiment/node';
import { interruptSignal } from 'sentilab/notebook';
import { getBackend } from 'sentilab/runtime/node';
import { openResults } from 'sentilab/tracking/node';
import { InProcessExecutor, float, space } from 'sentilab/tuning';
const experiment = defineExperiment({
  name: 'interrupted',
  title: 'Long enough to be interrupted',
  config: {
    data: { source: 'rt', split: { validation: 0.1, test: 0.1, seed: 1 } },
    text: { maxLength: 48 },
    embedding: { kind: 'glove' },
    model: { kind: 'bilstm', units: 32 },
    training: { epochs: 50, patience: null },
  },
  space: space({ lr: float(1e-5, 1e-4) }),
  bind: { lr: 'training.learningRate' },
  samplers: [{ kind: 'random' }],
  trials: 5,
});
const outcome = await runExperiment(experiment, {
  results: openResults(RESULTS),
  executor: new InProcessExecutor(createTrialHandler(getBackend)),
  signal: interruptSignal(),
  onEvent: (event) => { if (event.kind === 'epoch') console.log('epoch', event.epoch); },
});
const { state } = outcome;`;

describe('interrupting a training cell', function () {
  this.timeout(240_000);

  it('stops within a second, keeps what the sweep says of itself, and leaves the kernel working', async () => {
    const folder = path.join(root, '.cache', `interrupt-test-${process.pid}`);
    fs.mkdirSync(folder, { recursive: true });
    const session = await startSession(folder);
    try {
      const reply = await session.execute(TRAIN.replace('RESULTS', JSON.stringify(folder)), {
        interruptOn: 'epoch 1',
      });
      assert.equal(reply.ename, 'Interrupted', reply.traceback?.join('\n'));
      assert.ok((reply.seconds ?? 99) < 1, `stopped ${String(reply.seconds)} s after the interrupt`);
      assert.match(textOf(await session.execute('state')), /aborted/);
      assert.match(
        textOf(await session.execute('(await getBackend()).tf.scalar(41).add(1).arraySync()')),
        /42/,
      );
    } finally {
      await session.close();
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
});
