import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { configForTrial, withOverrides } from 'sentilab/experiment';
import { Preparer, SharedFolderShelf, trainRun } from 'sentilab/experiment/node';
import type { TrainRunEffects } from 'sentilab/experiment/node';
import { loadBackend } from 'sentilab/runtime/node';
import type { Task } from 'sentilab/tuning';
import tiny from '../fixtures/experiments/tiny.ts';

describe('SharedFolderShelf', function () {
  this.timeout(60_000);
  let root: string;
  beforeEach(() => (root = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-shelf-'))));
  afterEach(() => fs.rmSync(root, { recursive: true }));
  const task = (attempt = 1): Task => ({
    trialNumber: 0,
    attempt,
    runId: `study-t0-s1-f0-a${attempt}`,
    payload: null,
  });

  it('begins a holder’s folder with what the one before it had saved, and leaves that one’s alone', async () => {
    const shelf = new SharedFolderShelf(root);
    const first = await shelf.take(task(), 1000001);
    for (const name of ['step-1', '.lock']) fs.writeFileSync(path.join(first, name), 'first');
    const second = await shelf.take(task(), 1000002);
    fs.writeFileSync(path.join(second, 'step-1'), 'second');
    const third = await shelf.take(task(), 2000001);
    fs.writeFileSync(path.join(first, 'step-1'), 'a late word of the first');
    assert.deepEqual(fs.readdirSync(third), ['step-1']);
    assert.equal(fs.readFileSync(path.join(third, 'step-1'), 'utf8'), 'second');
  });

  it('gives another attempt nothing, and clears all attempts of a run at once, no other run', async () => {
    const shelf = new SharedFolderShelf(root);
    fs.writeFileSync(path.join(await shelf.take(task(1), 1000001), 'step-1'), 'of attempt 1');
    assert.deepEqual(fs.readdirSync(await shelf.take(task(2), 1000002)), []);
    await shelf.take({ ...task(), runId: 'study-t1-s1-f0-a1' }, 1000001);
    await shelf.clear(task(2));
    assert.deepEqual(fs.readdirSync(root), ['study-t1-s1-f0']);
  });

  it('has a trial that is handed on go on where it was, to the same weights', async () => {
    const shelf = new SharedFolderShelf(root);
    const backend = await loadBackend();
    const preparer = new Preparer();
    const config = configForTrial(withOverrides(tiny, {}), { lr: 0.01, units: 3 });
    const objective = { metric: 'validation/loss', direction: 'minimize' } as const;
    const run = (effects: Partial<TrainRunEffects> = {}) =>
      trainRun({ config, seed: 1, objective }, { backend, preparer, ...effects });
    const whole = await run();
    const controller = new AbortController();
    const first = run({
      signal: controller.signal,
      checkpoints: { folder: await shelf.take(task(), 1000001) },
      callbacks: [{ onStep: ({ step }) => void (step === 40 && controller.abort()) }],
    });
    await assert.rejects(first, /Training was stopped/);
    const told: number[] = [];
    const second = await run({
      checkpoints: { folder: await shelf.take(task(), 1000002) },
      onEpoch: ({ epoch }) => (told.push(epoch), Promise.resolve({ prune: false, reason: '' })),
    });
    assert.equal(second.weightsSha256, whole.weightsSha256);
    assert.deepEqual([told, second.epochs.length], [[2, 3], 3], 'the first epoch is not trained again');
  });
});
