import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Backend } from '../../../lib/runtime/index.ts';
import { loadBackend } from '../../../lib/runtime/node.ts';
import { distance, golden } from '../../runtime/ops/support.ts';
import { hashOfState, smallBatch, smallModel, train } from './support.ts';

interface ChildResult {
  readonly kind: string;
  readonly losses: number[];
  readonly probabilities: number[];
  readonly hash: string;
  readonly tensors: number;
}

async function trainInChild(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<ChildResult> {
  const script = path.join(import.meta.dirname, 'train-child.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, ...args], {
    env: { ...process.env, ...env },
  });
  return JSON.parse(stdout) as ChildResult;
}

/** What the first version computed: test/golden/scripts/bilstm-bits.ts. */
interface GoldenBits {
  readonly start: string;
  readonly losses: number[];
  readonly probabilities: number[];
  readonly end: string;
}

describe('bilstm state', () => {
  let backend: Backend;
  /** Settings that the bits depend on, handed to children. */
  let same: NodeJS.ProcessEnv;
  before(async () => {
    backend = await loadBackend();
    same = {
      SENTILAB_BACKEND: backend.kind,
      TF_NUM_INTRAOP_THREADS: String(backend.threads),
      TF_ENABLE_ONEDNN_OPTS: backend.onednn ? '1' : '0',
    };
  });

  it('has the same bits after 20 steps from the same seed in another process', async () => {
    const model = smallModel(backend);
    const losses = train(model, 0, 20);
    const hash = hashOfState(model.exportState());
    model.dispose();
    const child = await trainInChild(['0', '20'], same);
    assert.deepEqual(child.losses, losses);
    assert.equal(child.hash, hash);
  }).timeout(120_000);

  it('goes on to the same bits from an exported state, here and in another process', async () => {
    const whole = smallModel(backend);
    train(whole, 0, 7);
    const state = whole.exportState();
    const written = {
      arrays: state.arrays.map(({ name, shape, values }) => ({
        name,
        shape,
        bits: [...new Uint32Array(values.buffer, values.byteOffset, values.length)],
      })),
      scalars: state.scalars,
    };
    const losses = train(whole, 7, 12);
    const hash = hashOfState(whole.exportState());
    whole.dispose();

    const resumed = smallModel(backend, { seed: 999 }); // every trace of its own seed must go
    resumed.importState({
      arrays: state.arrays,
      scalars: JSON.parse(JSON.stringify(state.scalars)) as object as never,
    });
    assert.deepEqual(train(resumed, 7, 12), losses);
    assert.equal(hashOfState(resumed.exportState()), hash);
    resumed.dispose();

    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-state-'));
    try {
      const file = path.join(folder, 'state.json');
      fs.writeFileSync(file, JSON.stringify(written));
      const child = await trainInChild(['7', '12', file], same);
      assert.deepEqual(child.losses, losses);
      assert.equal(child.hash, hash);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  }).timeout(120_000);

  it('trains 20 steps on WebAssembly and agrees with this backend within 1e-4, leaving no tensor behind', async () => {
    const model = smallModel(backend);
    const losses = train(model, 0, 20);
    const probabilities = model.predict(smallBatch(1000));
    model.dispose();
    const child = await trainInChild(['0', '20'], { SENTILAB_BACKEND: 'wasm' });
    assert.equal(child.kind, 'wasm');
    assert.equal(child.tensors, 0);
    const [loss, probability] = [
      distance(child.losses, losses),
      distance(child.probabilities, probabilities),
    ];
    assert.ok(loss <= 1e-4 && probability <= 1e-4, `losses ${loss}, probabilities ${probability}`);
  }).timeout(120_000);

  it('computes what its first version did: the same first weights, on WebAssembly the same bits after 20 steps, here and by TensorFlow’s operations within 1e-5', async () => {
    const first = golden<GoldenBits>('bilstm-bits');
    const model = smallModel(backend);
    assert.equal(hashOfState(model.exportState()), first.start);
    const losses = train(model, 0, 20);
    const probabilities = model.predict(smallBatch(1000));
    model.dispose();
    assert.ok(distance(losses, first.losses) <= 1e-5 && distance(probabilities, first.probabilities) <= 1e-5);
    const child = await trainInChild(['0', '20'], { SENTILAB_BACKEND: 'wasm' });
    assert.deepEqual(child.losses, first.losses);
    assert.deepEqual(child.probabilities, first.probabilities);
    assert.equal(child.hash, first.end);
    const plain = await trainInChild(['0', '20'], { ...same, SENTILAB_KERNELS: 'off' });
    const off = [distance(plain.losses, first.losses), distance(plain.probabilities, first.probabilities)];
    assert.ok(Math.max(...off) <= 1e-5, off.join());
  }).timeout(240_000);

  it('takes weights alone, as a saved model has them, and starts the optimizer anew', () => {
    const model = smallModel(backend);
    train(model, 0, 3);
    const state = model.exportState();
    const saved = { arrays: state.arrays.filter(({ name }) => name.startsWith('weights/')), scalars: {} };
    const loaded = smallModel(backend, { seed: 77 });
    train(loaded, 0, 2);
    loaded.importState(saved);
    assert.deepEqual(loaded.predict(smallBatch(5)), model.predict(smallBatch(5)));
    const slots = loaded.exportState().arrays.filter(({ name }) => name.startsWith('slots/'));
    assert.ok(slots.length > 0 && slots.every(({ values }) => values.every((value) => value === 0)));
    assert.equal(loaded.exportState().scalars['steps'], 0);
    model.dispose();
    loaded.dispose();
  });

  it('does not share memory with what it exports or imports', () => {
    const model = smallModel(backend);
    train(model, 0, 2);
    const state = model.exportState();
    const before = hashOfState(state);
    model.importState(state);
    train(model, 2, 4);
    assert.equal(hashOfState(state), before);
    model.dispose();
  });

  it('refuses a state that lacks an array, has another shape or no step count, and changes nothing', () => {
    const model = smallModel(backend);
    train(model, 0, 2);
    const state = model.exportState();
    const before = hashOfState(state);
    const without = (name: string) => state.arrays.filter((array) => array.name !== name);
    const import_ = (arrays: typeof state.arrays, scalars = state.scalars) =>
      model.importState({ arrays, scalars });
    assert.throws(
      () => import_(without('weights/logit/bias')),
      /weights\/logit\/bias: The saved state lacks/,
    );
    assert.throws(() => import_(without('slots/v/embedding')), /slots\/v\/embedding: The saved state lacks/);
    const bent = state.arrays.map((array) =>
      array.name === 'weights/head/0/bias' ? { ...array, shape: [3] } : array,
    );
    assert.throws(() => import_(bent), /weights\/head\/0\/bias: .*shape should be \[7\]. Got \[3\]/);
    assert.throws(() => import_(state.arrays, {}), /step count or generator/);
    assert.equal(hashOfState(model.exportState()), before);
    model.dispose();
  });
});
