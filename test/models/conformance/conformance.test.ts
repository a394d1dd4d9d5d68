import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { readModelFolder, saveModelFolder } from '../../../lib/models/node.ts';
import type { Backend } from '../../../lib/runtime/index.ts';
import { loadBackend } from '../../../lib/runtime/node.ts';
import { distance, living } from '../../runtime/ops/support.ts';
import { STEP, hashOfState, padded, pickRows, smallBatch, smallModel, train } from '../bilstm/support.ts';
import type { ChildFindings, ChildReport } from './child.ts';
import { weightsOfModel } from './gradients.ts';
import { ATTENTIVE, VARIANTS, withoutDropout } from './kinds.ts';

async function runChild(env: NodeJS.ProcessEnv): Promise<ChildReport> {
  const script = path.join(import.meta.dirname, 'child.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script], {
    env: { ...process.env, ...env },
  });
  return JSON.parse(stdout) as ChildReport;
}

describe('every model', () => {
  let backend: Backend;
  /** What the other process found with this backend, and on WebAssembly. */
  let other: ChildReport;
  let wasm: ChildReport;
  before(async function () {
    this.timeout(900_000);
    backend = await loadBackend();
    [other, wasm] = await Promise.all([
      runChild({
        SENTILAB_BACKEND: backend.kind,
        TF_NUM_INTRAOP_THREADS: String(backend.threads),
        TF_ENABLE_ONEDNN_OPTS: backend.onednn ? '1' : '0',
      }),
      runChild({ SENTILAB_BACKEND: 'wasm' }),
    ]);
    assert.equal(wasm.kind, 'wasm');
  });

  const found = ({ findings }: ChildReport, title: string): ChildFindings => {
    const finding = findings.find((candidate) => candidate.title === title);
    assert.ok(finding, title);
    return finding;
  };

  for (const { title, config } of VARIANTS)
    describe(title, () => {
      const still = withoutDropout(config);

      it('gives one probability between 0 and 1 per row, for one row and many, short and long', () => {
        const model = smallModel(backend, { config });
        for (const size of [1, 2, 17]) {
          const p = model.predict(smallBatch(size, size));
          assert.ok(p instanceof Float32Array);
          assert.equal(p.length, size);
          assert.ok(
            p.every((value) => value > 0 && value < 1),
            p.join(),
          );
        }
        const word = { ...smallBatch(1, 1), time: 1, ids: Int32Array.of(3), lengths: Int32Array.of(1) };
        assert.equal(model.predict(word).length, 1);
        assert.ok(Number.isFinite(model.step(word, STEP).loss));
        model.dispose();
      });

      it('sends a gradient to every weight, which agrees with central differences within 1e-2, on both backends', () => {
        const model = smallModel(backend, { config: still });
        const names = weightsOfModel(model).map(({ name }) => name);
        model.dispose();
        for (const report of [other, wasm]) {
          const { gradients } = found(report, title);
          assert.deepEqual(
            gradients.map(({ weight }) => `weights/${weight}`),
            names,
          );
          for (const { weight, largest, error } of gradients) {
            assert.ok(largest > 1e-6, `${report.kind}, ${weight}: no gradient`);
            assert.ok(error <= 1e-2, `${report.kind}, ${weight}: relative error ${error}`);
          }
        }
      });

      it('predicts the same bits after it was saved and loaded', () => {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-conformance-'));
        try {
          const model = smallModel(backend, { config });
          train(model, 0, 2);
          saveModelFolder(path.join(folder, 'model'), {
            config: { model: { ...config } },
            labels: ['negative', 'positive'],
            data: { name: 'none', fingerprint: 'a'.repeat(64), splitFingerprint: null },
            metrics: {},
            state: model.exportState(),
            pipeline: {},
          });
          const loaded = smallModel(backend, { config, seed: 77 });
          const { arrays } = readModelFolder(path.join(folder, 'model'));
          loaded.importState({ arrays, scalars: {} });
          assert.deepEqual(loaded.predict(smallBatch(9)), model.predict(smallBatch(9)));
          model.dispose();
          loaded.dispose();
        } finally {
          fs.rmSync(folder, { recursive: true });
        }
      });

      it('has the same bits from the same seed, here and in another process, and others from another seed', () => {
        const [one, two, three] = [3, 3, 4].map((seed) => {
          const model = smallModel(backend, { config, seed });
          const losses = train(model, 0, 12);
          const hash = hashOfState(model.exportState());
          model.dispose();
          return { losses, hash };
        });
        assert.deepEqual(two, one);
        assert.notEqual(three?.hash, one?.hash);
        const { losses, hash } = found(other, title);
        assert.deepEqual({ losses, hash }, one);
      });

      it('goes on bit for bit from an exported state', () => {
        const model = smallModel(backend, { config });
        train(model, 0, 3);
        const resumed = smallModel(backend, { config, seed: 99 });
        resumed.importState(model.exportState());
        assert.deepEqual(train(resumed, 3, 6), train(model, 3, 6));
        assert.equal(hashOfState(resumed.exportState()), hashOfState(model.exportState()));
        model.dispose();
        resumed.dispose();
      });

      it('is blind to padding: more of it changes no prediction and no step, and a row has company without noticing', () => {
        const [plain, wide] = [1, 2].map(() => smallModel(backend, { config: still }));
        assert.ok(plain && wide);
        for (let k = 0; k < 3; k++) {
          const [a, b] = [plain.step(smallBatch(k), STEP), wide.step(padded(smallBatch(k), 5), STEP)];
          assert.ok(Math.abs(a.loss - b.loss) <= 1e-6 && Math.abs(a.gradientNorm - b.gradientNorm) <= 1e-5);
        }
        const batch = smallBatch(9);
        const all = plain.predict(batch);
        const d = distance(all, wide.predict(padded(batch, 3)));
        assert.ok(d <= 1e-5, String(d));
        const alone = Array.from(
          { length: batch.size },
          (_, row) => plain.predict(pickRows(batch, [row]))[0] as number,
        );
        assert.ok(distance(alone, all) <= 1e-6, String(distance(alone, all)));
        plain.dispose();
        wide.dispose();
      });

      it('says how much attention each valid token got, or that it pays none', () => {
        const model = smallModel(backend, { config });
        const batch = padded(smallBatch(9), 2);
        assert.equal(model.attention !== undefined, ATTENTIVE.has(title));
        if (model.attention !== undefined) {
          const { probabilities, weights } = model.attention(batch);
          assert.deepEqual(probabilities, model.predict(batch));
          assert.equal(weights.length, batch.size * batch.time);
          batch.lengths.forEach((length, row) => {
            const own = weights.subarray(row * batch.time, (row + 1) * batch.time);
            assert.ok(own.subarray(0, length).every((weight) => weight > 0 && weight <= 1));
            assert.ok(Math.abs(own.reduce((sum, weight) => sum + weight, 0) - 1) <= 1e-6);
            assert.ok(own.subarray(length).every((weight) => weight === 0));
          });
        }
        model.dispose();
      });

      it('trains on WebAssembly as here, within 1e-4', () => {
        const [here, there] = [found(other, title), found(wasm, title)];
        const [loss, p] = [
          distance(here.losses, there.losses),
          distance(here.probabilities, there.probabilities),
        ];
        assert.ok(loss <= 1e-4 && p <= 1e-4, `losses ${loss}, probabilities ${p}`);
      });

      it('gets 99 of 100 unseen synthetic reviews right after seconds of training, on both backends', () => {
        for (const report of [other, wasm]) {
          const { synthetic, seconds } = found(report, title);
          assert.ok(synthetic >= 0.99, `${report.kind}: ${synthetic}`);
          assert.ok(seconds < 60, `${report.kind}: ${seconds} s`);
        }
      });

      it('leaves no tensor and no native handle behind', () => {
        smallModel(backend, { config }).dispose(); // fills the caches of constants
        const start = living(backend);
        const model = smallModel(backend, { config });
        const run = (): void => {
          train(model, 0, 3);
          model.predict(smallBatch(3));
          model.importState(model.exportState());
        };
        run();
        const before = living(backend);
        run();
        assert.deepEqual(living(backend), before);
        model.dispose();
        assert.equal(living(backend).tensors, start.tensors);
        assert.deepEqual([found(other, title).tensors, found(wasm, title).tensors], [0, 0]);
      });
    });
});
