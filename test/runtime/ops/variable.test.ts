import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { DEFAULT_OPTIMIZER, recurrentOps } from '../../../lib/runtime/index.ts';
import type { Backend, RecurrentOps } from '../../../lib/runtime/index.ts';
import { loadBackend } from '../../../lib/runtime/node.ts';
import type * as Eager from '../../../lib/runtime/ops/native/eager.ts';
import type * as ResourceVariables from '../../../lib/runtime/ops/native/resource-variable.ts';
import { living } from './support.ts';

describe('variable', () => {
  let backend: Backend;
  let ops: RecurrentOps;
  before(async () => {
    backend = await loadBackend();
    ops = recurrentOps(backend);
  });

  it('gives back the values it was given, as an array and as a tensor', () => {
    const variable = ops.variable([2, 3], Float32Array.of(1, 2, 3, 4, 5, 6));
    const read = variable.read();
    assert.deepEqual(read.arraySync(), [
      [1, 2, 3],
      [4, 5, 6],
    ]);
    assert.deepEqual([...variable.values()], [1, 2, 3, 4, 5, 6]);
    read.dispose();
    variable.dispose();
  });

  it('never writes into the array it was given, nor into what it gave', () => {
    const size = 256; // large enough for native memory to be shared with the array
    const given = new Float32Array(size).fill(1);
    const variable = ops.variable([size], given);
    const values = variable.values();
    const read = variable.read();
    const gradient = backend.tf.ones([size]);
    const adam = ops.optimizer(new Map([['w', variable]]), DEFAULT_OPTIMIZER);
    adam.update(new Map([['w', gradient]]), { learningRate: 0.5 });
    assert.notEqual(variable.values()[0], 1);
    assert.deepEqual([...new Set(given)], [1]);
    assert.deepEqual([...new Set(values)], [1]);
    assert.deepEqual([...new Set(read.dataSync())], [1]);
    backend.tf.dispose([read, gradient]);
    adam.dispose();
    variable.dispose();
  });

  it('refuses values of another size', () => {
    assert.throws(() => ops.variable([2, 2], new Float32Array(3)), /shape \[2,2\] takes 4 values/);
  });

  it('keeps its value when its module is loaded a second time and makes more', async function () {
    if (backend.kind !== 'native') this.skip(); // names exist on native TensorFlow only
    const file = path.join(import.meta.dirname, '../../../lib/runtime/ops/native/resource-variable.ts');
    const native = path.join(path.dirname(file), 'eager.ts');
    const { EagerOps } = (await import(pathToFileURL(native).href)) as typeof Eager;
    const again = (await import(`${pathToFileURL(file).href}?again`)) as typeof ResourceVariables;
    const first = ops.variable([1], Float32Array.of(7));
    const eager = new EagerOps(backend.tf);
    const others = Array.from(
      { length: 50 },
      () => new again.ResourceVariable(eager, [1], Float32Array.of(-1)),
    );
    assert.equal(first.values()[0], 7);
    for (const other of others) other.dispose();
    assert.equal(first.values()[0], 7);
    first.dispose();
  });

  it('leaves nothing behind when it is disposed of', () => {
    const before = living(backend);
    const variable = ops.variable([3], new Float32Array(3));
    const adam = ops.optimizer(new Map([['w', variable]]), DEFAULT_OPTIMIZER);
    adam.exportSlots();
    variable.values();
    adam.dispose();
    variable.dispose();
    assert.deepEqual(living(backend), before);
  });
});
