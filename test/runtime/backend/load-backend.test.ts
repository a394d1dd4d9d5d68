import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { restoreNodeUtil } from '../../../lib/runtime/backend/restore-node-util.ts';
import { packageDefault } from '../../../lib/runtime/backend/package-default.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/** Runs statements in a process of its own, since a process has one backend; what they `print` comes back. */
function inProcess<T>(statements: string, env: NodeJS.ProcessEnv = {}): T {
  const code = `
    import { loadBackend, getBackend } from 'sentilab/runtime/node';
    const print = (value) => console.log(JSON.stringify(value));
    const message = async (action) => action.then(() => 'accepted', (error) => error.name + ': ' + error.message);
    ${statements}`;
  const clean = { ...process.env };
  for (const name of ['SENTILAB_BACKEND', 'TF_NUM_INTRAOP_THREADS', 'TF_NUM_INTEROP_THREADS'])
    delete clean[name];
  const output = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', code], {
    cwd: root,
    env: { ...clean, SENTILAB_ROOT: root, ...env },
    encoding: 'utf8',
  });
  return JSON.parse(output) as T;
}

interface Told {
  readonly kind: string;
  readonly tensorflowVersion: string | null;
  readonly tfjsVersion: string;
  readonly threads: number;
  readonly onednn: boolean;
  readonly product: readonly number[];
  readonly name: string;
}
const TELL = `
  const tell = ({ tf, ...rest }) =>
    ({ ...rest, name: tf.getBackend(), product: Array.from(tf.matMul(tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor2d([5, 6, 7, 8], [2, 2])).dataSync()) });`;

describe('runtime: loadBackend', () => {
  it('loads native TensorFlow with the threads it was asked for, and says what it is', () => {
    const told = inProcess<Told>(`${TELL} print(tell(await loadBackend({ threads: 1, force: 'native' })));`);
    assert.match(told.tensorflowVersion ?? '', /^\d+\.\d+\.\d+$/);
    assert.match(told.tfjsVersion, /^4\./);
    const { kind, name, threads, onednn, product } = told;
    assert.deepEqual(
      { kind, name, threads, onednn, product },
      { kind: 'native', name: 'tensorflow', threads: 1, onednn: true, product: [19, 22, 43, 50] },
    );
  });

  it('really gives TensorFlow that many threads', function () {
    if (process.platform !== 'linux') this.skip(); // counted by the kernel
    const count = (threads: number): number =>
      inProcess<number>(
        `
        const { readdirSync } = await import('node:fs');
        const before = readdirSync('/proc/self/task').length;
        const { tf } = await loadBackend({ threads: ${threads}, force: 'native' });
        tf.matMul(tf.ones([512, 512]), tf.ones([512, 512])).dataSync();
        print(readdirSync('/proc/self/task').length - before);`,
        { TF_NUM_INTEROP_THREADS: '1' },
      );
    const [one, five] = [count(1), count(5)];
    assert.ok(five - one >= 4, `${one} threads for 1, ${five} for 5`);
  });

  it('takes TF_NUM_INTRAOP_THREADS and TF_ENABLE_ONEDNN_OPTS as they are set', () => {
    const env = { TF_NUM_INTRAOP_THREADS: '3', TF_ENABLE_ONEDNN_OPTS: '0', SENTILAB_BACKEND: 'native' };
    const { threads, onednn } = inProcess<Told>(`${TELL} print(tell(await getBackend()));`, env);
    assert.deepEqual({ threads, onednn }, { threads: 3, onednn: false });
  });

  it('loads once: every later call gives the same backend, another wish is refused', () => {
    const [same, threads, force] = inProcess<readonly [boolean, string, string]>(`
      const first = await loadBackend({ threads: 1, force: 'native' });
      print([
        first === (await getBackend()) && first === (await loadBackend({ threads: 1, force: 'native' })),
        await message(loadBackend({ threads: 2 })),
        await message(loadBackend({ force: 'wasm' })),
      ]);`);
    assert.equal(same, true);
    assert.match(threads, /^FailureError: .*another number of threads \(1\)\. Got 2\./);
    assert.match(force, /^FailureError: .*another backend \(native\)\. Got "wasm"\./);
  });

  it('refuses a number of threads that is none, naming where it came from', () => {
    const [option, variable] = inProcess<readonly [string, string]>(`
      const option = await message(loadBackend({ threads: 0 }));
      process.env.TF_NUM_INTRAOP_THREADS = 'many';
      print([option, await message(loadBackend())]);`);
    assert.match(option, /^UserError: threads: .* Got 0\./);
    assert.match(variable, /^UserError: TF_NUM_INTRAOP_THREADS: .* Got "many"\./);
  });

  it('loads WebAssembly, on one thread, and leaves the error events of the process alone', () => {
    const told = inProcess<Told & { readonly listeners: number }>(`
      ${TELL}
      const backend = await loadBackend({ threads: 2, force: 'wasm' });
      const listeners = process.listenerCount('uncaughtException') + process.listenerCount('unhandledRejection');
      print({ ...tell(backend), listeners });`);
    const { kind, name, threads, onednn, tensorflowVersion, product, listeners } = told;
    assert.deepEqual(
      { kind, name, threads, onednn, tensorflowVersion, product, listeners },
      {
        ...{ kind: 'wasm', name: 'wasm', threads: 1, onednn: false, tensorflowVersion: null },
        ...{ product: [19, 22, 43, 50], listeners: 0 },
      },
    );
  });

  it("adds up segments on WebAssembly as TensorFlow.js's own CPU kernel does, out-of-range ids left out", () => {
    const differences = inProcess<readonly number[]>(`
      const { Rng } = await import('sentilab/random');
      const { tf } = await loadBackend({ force: 'wasm' });
      const rng = new Rng(7);
      const differences = [];
      for (const [rows, width, segments] of [[1, 1, 1], [40, 3, 7], [500, 16, 100], [6, 5, 50]]) {
        const values = Float32Array.from({ length: rows * width }, () => rng.float() - 0.5);
        const ids = Int32Array.from({ length: rows }, () => Math.floor(rng.float() * segments));
        const sums = [];
        for (const backend of ['wasm', 'cpu']) {
          await tf.setBackend(backend);
          sums.push(tf.unsortedSegmentSum(tf.tensor2d(values, [rows, width]), tf.tensor1d(ids, 'int32'), segments).dataSync());
        }
        differences.push(Math.max(...sums[0].map((value, i) => Math.abs(value - sums[1][i]))));
      }
      await tf.setBackend('wasm');
      const outside = tf.unsortedSegmentSum(tf.tensor1d([1, 2, 4]), tf.tensor1d([-1, 0, 5], 'int32'), 2).dataSync();
      print([...differences, outside[0] - 2, outside[1]]);`);
    assert.equal(differences.length, 6);
    assert.ok(
      differences.every((difference) => Math.abs(difference) < 1e-6),
      differences.join(' '),
    );
  });
});

describe('runtime: restoreNodeUtil', () => {
  it('gives back what newer Nodes have taken out of node:util', () => {
    const util: { isNullOrUndefined?: (value: unknown) => boolean; isArray?: (value: unknown) => boolean } =
      {};
    restoreNodeUtil(util);
    assert.deepEqual(
      [null, undefined, 0, ''].map((value) => util.isNullOrUndefined?.(value)),
      [true, true, false, false],
    );
    assert.deepEqual(
      [[], {}].map((value) => util.isArray?.(value)),
      [true, false],
    );
  });
});

describe('runtime: packageDefault', () => {
  it('finds the exports of a CommonJS package behind import() and behind require()', () => {
    const exports = { version: '1' };
    assert.equal(packageDefault<object>({ default: exports, version: '1' }), exports);
    assert.equal(packageDefault<object>(exports), exports);
    const hollow = { default: undefined, version: '1' };
    assert.equal(packageDefault<object>(hollow), hollow);
  });
});
