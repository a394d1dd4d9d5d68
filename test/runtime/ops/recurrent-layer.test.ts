import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import fc from 'fast-check';
import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import { projectRoot } from 'sentilab/files/node';
import { Rng } from '../../../lib/random/index.ts';
import type { Backend, CellKind, RecurrentLayer, RecurrentOps } from '../../../lib/runtime/index.ts';
import { loadBackend } from '../../../lib/runtime/node.ts';
import { createPortableOps } from '../../../lib/runtime/ops/portable/portable-ops.ts';
import { differentiate, distance, ENGINES, golden, living, normal, opsOf } from './support.ts';

interface Shape {
  readonly cell: CellKind;
  readonly steps: number;
  readonly batch: number;
  readonly inputs: number;
  readonly units: number;
  readonly directions: readonly boolean[];
  readonly given: boolean;
  readonly inputGradient: boolean;
  readonly last: boolean;
  readonly seed: number;
}

const shapes: fc.Arbitrary<Shape> = fc.record({
  cell: fc.constantFrom<CellKind>('lstm', 'gru'),
  steps: fc.integer({ min: 1, max: 9 }),
  batch: fc.integer({ min: 1, max: 70 }),
  inputs: fc.integer({ min: 1, max: 40 }),
  units: fc.integer({ min: 1, max: 40 }),
  directions: fc.constantFrom([false], [true], [false, true]),
  given: fc.boolean(),
  inputGradient: fc.boolean(),
  last: fc.boolean(),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
});

/** Operands of a layer, drawn, and the tensors to differentiate by. */
function draw(tf: Backend['tf'], shape: Shape): { tensors: Tensor[]; lengths: Int32Array; weights: Tensor } {
  const { cell, steps, batch, inputs, units, directions, given, last, seed } = shape;
  const rng = new Rng(seed);
  const gates = cell === 'lstm' ? 4 : 3;
  const states = given ? (cell === 'lstm' ? 2 : 1) : 0;
  const lengths = Int32Array.from({ length: batch }, () => rng.int(1, steps));
  const x = tf.tensor3d(normal(rng, steps * batch * inputs), [steps, batch, inputs]);
  const sides = directions.flatMap(() => [
    tf.tensor2d(normal(rng, (inputs + units) * gates * units, 0.3), [inputs + units, gates * units]),
    tf.tensor1d(normal(rng, 4 * units)),
    ...Array.from({ length: states }, () => tf.tensor2d(normal(rng, batch * units), [batch, units])),
  ]);
  const width = directions.length * units;
  const drawn = normal(rng, (last ? 1 : steps) * batch * width);
  // Outputs beyond a row's length mean nothing.
  if (!last)
    for (let step = 0; step < steps; step++)
      for (let row = 0; row < batch; row++)
        if (step >= (lengths[row] as number))
          drawn.fill(0, (step * batch + row) * width, (step * batch + row + 1) * width);
  return {
    tensors: [x, ...sides],
    lengths,
    weights: last ? tf.tensor2d(drawn, [batch, width]) : tf.tensor3d(drawn, [steps, batch, width]),
  };
}

/** The layer out of its tensors, in the order of `draw`. */
function layerOf(shape: Shape, lengths: Int32Array, [x, ...sides]: readonly Tensor[]): RecurrentLayer {
  const each = sides.length / shape.directions.length;
  return {
    ...{ cell: shape.cell, x: x as Tensor3D, lengths, inputGradient: shape.inputGradient },
    directions: shape.directions.map((backward, k) => {
      const [kernel, bias, ...initial] = sides.slice(k * each, (k + 1) * each);
      return {
        ...{ backward, kernel: kernel as Tensor2D, bias: bias as Tensor1D },
        ...(shape.given && { initial: initial as Tensor2D[] }),
      };
    }),
  };
}

const outputsOf = (ops: RecurrentOps, shape: Shape, layer: RecurrentLayer): Tensor =>
  shape.last ? ops.recurrentLast(layer) : ops.recurrentSequence(layer);

for (const engine of ENGINES)
  describe(`recurrent layers, ${engine}`, function () {
    this.timeout(60_000);
    let backend: Backend;
    let ops: RecurrentOps;
    before(async function () {
      backend = await loadBackend();
      const found = opsOf(backend, engine);
      if (found === null) this.skip();
      ops = found;
    });

    /** Outputs, differentiated and not, and gradients; the valid steps alone count. */
    const compute = (
      ops: RecurrentOps,
      shape: Shape,
    ): { outputs: Float32Array; gradients: Float32Array[] } => {
      const { tf } = backend;
      const { tensors, lengths, weights } = draw(tf, shape);
      const outputs = tf.tidy(() =>
        outputsOf(ops, shape, layerOf(shape, lengths, tensors))
          .mul(weights)
          .dataSync<'float32'>(),
      );
      const wanted = shape.inputGradient ? tensors : tensors.slice(1);
      const { value, gradients } = differentiate(
        backend,
        (...given) => {
          const all = shape.inputGradient ? given : [tensors[0] as Tensor, ...given];
          return outputsOf(ops, shape, layerOf(shape, lengths, all))
            .mul(weights)
            .sum();
        },
        wanted,
      );
      assert.ok(
        Math.abs(value - outputs.reduce((sum, v) => sum + v, 0)) <= 1e-3 * Math.max(1, Math.abs(value)),
      );
      tf.dispose([...tensors, weights]);
      return { outputs, gradients };
    };

    it('equal the portable implementation on any shape: outputs within 1e-5, gradients within 1e-5 of the largest', () => {
      const portable = createPortableOps(backend.tf);
      fc.assert(
        fc.property(shapes, (shape) => {
          const [mine, theirs] = [compute(ops, shape), compute(portable, shape)];
          const d = distance(mine.outputs, theirs.outputs);
          assert.ok(d <= 1e-5, `outputs: ${d}`);
          assert.equal(mine.gradients.length, theirs.gradients.length);
          theirs.gradients.forEach((gradient, index) => {
            const scale = gradient.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
            const d = distance(mine.gradients[index] as Float32Array, gradient);
            assert.ok(d <= 1e-5 * scale, `gradient ${index}: ${d} at a scale of ${scale}`);
          });
        }),
        { numRuns: 40, seed: 7 },
      );
    });

    it('give the same bits again, and leave nothing behind', () => {
      for (const cell of ['lstm', 'gru'] as const) {
        const shape: Shape = {
          ...{ cell, steps: 20, batch: 37, inputs: 19, units: 33, directions: [false, true], seed: 5 },
          ...{ given: true, inputGradient: true, last: false },
        };
        const first = compute(ops, shape);
        const before = living(backend);
        assert.deepEqual(compute(ops, shape), first);
        assert.deepEqual(living(backend), before);
      }
    });

    it('give a row among others the bits it has alone, and hand on what is not a number', () => {
      const { tf } = backend;
      const shape: Shape = {
        ...{ cell: 'lstm', steps: 6, batch: 21, inputs: 5, units: 7, directions: [true], seed: 9 },
        ...{ given: false, inputGradient: false, last: true },
      };
      const { tensors, lengths, weights } = draw(tf, shape);
      tf.tidy(() => {
        const all = outputsOf(ops, shape, layerOf(shape, lengths, tensors)).arraySync() as number[][];
        const x = tensors[0] as Tensor3D;
        for (const row of [0, 8, 20]) {
          const length = lengths[row] as number;
          const own = [x.slice([0, row, 0], [length, 1, 5]), ...tensors.slice(1)];
          const alone = outputsOf(ops, shape, layerOf(shape, Int32Array.of(length), own)).arraySync();
          const d = distance((alone as number[][])[0] as number[], all[row] as number[]);
          assert.ok(engine === 'as chosen' && backend.kernels !== null ? d === 0 : d <= 1e-5, String(d));
        }
        const broken = [x.mul(NaN), ...tensors.slice(1)];
        const lost = outputsOf(ops, shape, layerOf(shape, lengths, broken)).arraySync() as number[][];
        assert.ok(lost.flat().every(Number.isNaN));
      });
      tf.dispose([...tensors, weights]);
    });

    it('refuse lengths, directions and first states that do not fit', () => {
      const { tf } = backend;
      tf.tidy(() => {
        const side = { backward: false, kernel: tf.zeros([9, 20]), bias: tf.zeros([20]) } as const;
        const layer = {
          ...{ cell: 'lstm', x: tf.zeros([2, 3, 4]), lengths: Int32Array.of(1, 2, 2) },
          directions: [side],
        } as unknown as RecurrentLayer;
        const refuses = (change: Partial<RecurrentLayer>, message: RegExp): void => {
          assert.throws(() => ops.recurrentSequence({ ...layer, ...change }), message);
          assert.throws(() => ops.recurrentLast({ ...layer, ...change }), message);
        };
        refuses({ lengths: Int32Array.of(1, 3, 2) }, /lengths\[1\]: .*1 … 2.* Got 3/);
        refuses({ lengths: Int32Array.of(1, 2) }, /for each of 3 rows.* Got 2/);
        refuses({ directions: [] }, /one or two directions/);
        const given = {
          ...layer.directions[0],
          initial: [tf.zeros([3, 5])],
        } as RecurrentLayer['directions'][0];
        refuses({ directions: [given] }, /has 2 first states.* Got 1/);
        const both = { ...given, initial: [tf.zeros([3, 5]), tf.zeros([3, 5])] } as never;
        refuses(
          { directions: [layer.directions[0] as never, both] },
          /for all directions of a layer or for none/,
        );
      });
    });
  });

/** What the script of the golden file prints. */
interface Bits {
  readonly kernels: string | null;
  readonly sha256: string;
  /** Of the kernels for the rest of a step; null where the binding has none. */
  readonly steps: string | null;
}

describe('our own kernels', function () {
  this.timeout(300_000);
  const script = path.join(import.meta.dirname, '../../golden/scripts/recurrent-kernels-bits.ts');
  const inProcess = (env: NodeJS.ProcessEnv): Bits =>
    JSON.parse(
      execFileSync(process.execPath, ['--import=tsx', script], {
        cwd: projectRoot(),
        env: { ...process.env, ...env },
        encoding: 'utf8',
      }),
    ) as Bits;

  it('give the bits that are written down, in other processes, with one thread or three, on AVX2 as on AVX-512', async function () {
    const { kernels } = await loadBackend();
    if (kernels === null || kernels === 'generic') this.skip();
    const bits = golden<Bits>('recurrent-kernels-bits');
    const { steps, ...one } = inProcess({ TF_NUM_INTRAOP_THREADS: '1' });
    assert.deepEqual(one, { kernels, sha256: bits.sha256 });
    // A binding that was built before there were kernels for the rest of a step goes on working without.
    if (steps !== null) assert.equal(steps, bits.steps);
    const other = inProcess({ TF_NUM_INTRAOP_THREADS: '3', SENTILAB_KERNELS: 'avx2' });
    assert.deepEqual(other, { kernels: 'avx2', sha256: bits.sha256, steps });
  });

  it('stay out with SENTILAB_KERNELS=off', async function () {
    const { kind } = await loadBackend();
    if (kind !== 'native') this.skip();
    assert.equal(inProcess({ SENTILAB_KERNELS: 'off' }).kernels, null);
  });
});
