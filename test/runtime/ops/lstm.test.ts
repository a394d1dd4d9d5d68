import assert from 'node:assert/strict';
import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import { Rng } from '../../../lib/random/index.ts';
import type { Backend, RecurrentOps } from '../../../lib/runtime/index.ts';
import { loadBackend } from '../../../lib/runtime/node.ts';
import { differentiate, distance, ENGINES, golden, living, normal, opsOf } from './support.ts';

interface GoldenDirection {
  readonly kernel: number[];
  readonly bias: number[];
  readonly kernelGradient: number[];
  readonly biasGradient: number[];
}

interface GoldenLstm {
  readonly batch: number;
  readonly time: number;
  readonly inputs: number;
  readonly units: number;
  readonly lengths: number[];
  readonly x: number[];
  readonly cotangent: number[];
  readonly output: number[];
  readonly xGradient: number[];
  readonly forward: GoldenDirection;
  readonly backward: GoldenDirection;
}

/** Small ones take TensorFlow's block gradient, the last one the stepwise gradient. */
const SIZES = [
  { batch: 1, time: 2, inputs: 3, units: 2 }, // tf.layers' own gradient fails at one step
  { batch: 5, time: 17, inputs: 6, units: 7 },
  { batch: 64, time: 7, inputs: 40, units: 96 },
];

for (const engine of ENGINES)
  describe(`lstm, ${engine}`, () => {
    let backend: Backend;
    let ops: RecurrentOps;
    before(async function () {
      backend = await loadBackend();
      const found = opsOf(backend, engine);
      if (found === null) this.skip();
      ops = found;
    });

    for (const size of SIZES)
      for (const goBackwards of [false, true])
        it(`equals tf.layers.lstm with sigmoid gates, ${goBackwards ? 'backwards' : 'forwards'}, [${size.time}, ${size.batch}, ${size.inputs}] to ${size.units} units: values and gradients within 1e-5`, () => {
          const { tf } = backend;
          const { batch, time, inputs, units } = size;
          const rng = new Rng(11);
          // tf.layers has [batch, time, inputs]
          const x = tf.tensor3d(normal(rng, batch * time * inputs), [batch, time, inputs]);
          const kernel = tf.tensor2d(normal(rng, inputs * 4 * units, 0.3), [inputs, 4 * units]);
          const recurrent = tf.tensor2d(normal(rng, units * 4 * units, 0.3), [units, 4 * units]);
          const bias = tf.tensor1d(normal(rng, 4 * units, 0.5));
          const cotangent = tf.tensor3d(normal(rng, batch * time * units), [batch, time, units]);
          const layer = tf.layers.lstm({
            units,
            recurrentActivation: 'sigmoid',
            returnSequences: true,
            goBackwards,
            inputShape: [time, inputs],
          });
          layer.apply(x);
          layer.setWeights([kernel, recurrent, bias]);
          const expected = layer.apply(x) as Tensor3D;
          const expectedX = differentiate(backend, (x) => (layer.apply(x) as Tensor).mul(cotangent).sum(), [
            x,
          ]);
          const expectedWeights = tf.variableGrads(() =>
            (layer.apply(x) as Tensor).mul(cotangent).sum().asScalar(),
          );

          const ours = (x: Tensor, kernel: Tensor, recurrent: Tensor, bias: Tensor): Tensor3D => {
            const steps: Tensor3D = x.transpose([1, 0, 2]);
            const weights = tf.concat([kernel, recurrent], 0) as Tensor2D;
            return ops
              .lstm(goBackwards ? steps.reverse(0) : steps, weights, bias as Tensor1D)
              .transpose([1, 0, 2]);
          };
          const value = ours(x, kernel, recurrent, bias);
          const { gradients } = differentiate(
            backend,
            (x, kernel, recurrent, bias) => ours(x, kernel, recurrent, bias).mul(cotangent).sum(),
            [x, kernel, recurrent, bias],
          );
          // Gradients sum over batch and time: the bound is relative to their size where they are large.
          const close = (a: ArrayLike<number>, b: ArrayLike<number>, what: string): void => {
            const scale = Math.max(1, ...Array.from(b, Math.abs));
            assert.ok(distance(a, b) <= 1e-5 * scale, `${what}: ${distance(a, b)} at a scale of ${scale}`);
          };
          close(value.dataSync(), expected.dataSync(), 'values');
          close(gradients[0] as Float32Array, expectedX.gradients[0] as Float32Array, 'x');
          const byShape = (shape: readonly number[]): Float32Array =>
            (
              Object.values(expectedWeights.grads).find(
                (gradient) => gradient.shape.join() === shape.join(),
              ) as Tensor
            ).dataSync<'float32'>();
          close(gradients[1] as Float32Array, byShape(kernel.shape), 'kernel');
          close(gradients[2] as Float32Array, byShape(recurrent.shape), 'recurrent kernel');
          close(gradients[3] as Float32Array, byShape(bias.shape), 'bias');
          layer.dispose();
          tf.dispose([x, kernel, recurrent, bias, cotangent, expected, value, expectedWeights.value]);
          tf.dispose(Object.values(expectedWeights.grads));
        });

    it("equals PyTorch's packed bidirectional LSTM on rows of different lengths: values and gradients within 1e-5", () => {
      const { tf } = backend;
      const expected = golden<GoldenLstm>('lstm');
      const { batch, time, inputs, units } = expected;
      const lengths = Int32Array.from(expected.lengths);
      const x = tf.tensor3d(expected.x, [batch, time, inputs]);
      const mask = tf
        .tensor2d(
          expected.lengths.flatMap((length) =>
            Array.from({ length: time }, (_, step) => Number(step < length)),
          ),
          [batch, time],
        )
        .reshape([batch, time, 1]);
      const cotangent = tf.tensor3d(expected.cotangent, [batch, time, 2 * units]);
      const weights = [expected.forward, expected.backward].flatMap(({ kernel, bias }) => [
        tf.tensor2d(kernel, [inputs + units, 4 * units]),
        tf.tensor1d(bias),
      ]);
      const both = (...tensors: Tensor[]): Tensor => {
        const [x, kernelF, biasF, kernelB, biasB] = tensors as [
          Tensor3D,
          Tensor2D,
          Tensor1D,
          Tensor2D,
          Tensor1D,
        ];
        const steps: Tensor3D = x.transpose([1, 0, 2]);
        const forward = ops.lstm(steps, kernelF, biasF);
        const backward = ops.reverseSequence(
          ops.lstm(ops.reverseSequence(steps, lengths), kernelB, biasB),
          lengths,
        );
        return tf.concat([forward, backward], 2).transpose([1, 0, 2]).mul(mask); // PyTorch pads its output with 0
      };
      const output = tf.tidy(() => both(x, ...weights).dataSync());
      assert.ok(distance(output, expected.output) <= 1e-5, `values ${distance(output, expected.output)}`);
      const { gradients } = differentiate(
        backend,
        (...tensors) =>
          both(...tensors)
            .mul(cotangent)
            .sum(),
        [x, ...weights],
      );
      const wanted = [
        expected.xGradient,
        ...[expected.forward, expected.backward].flatMap((side) => [side.kernelGradient, side.biasGradient]),
      ];
      wanted.forEach((values, index) => {
        const d = distance(gradients[index] as Float32Array, values);
        assert.ok(d <= 1e-5, `gradient ${index}: ${d}`);
      });
      tf.dispose([x, mask, cotangent, ...weights]);
    });

    for (const size of SIZES)
      it(`gives each row of ${size.batch} with its own length what it gives the row alone, within 1e-5`, () => {
        const { tf } = backend;
        const { batch, time, inputs, units } = size;
        const rng = new Rng(5);
        const lengths = Int32Array.from({ length: batch }, () => rng.int(1, time));
        const x = tf.tensor3d(normal(rng, batch * time * inputs), [time, batch, inputs]);
        const kernel = tf.tensor2d(normal(rng, (inputs + units) * 4 * units, 0.3), [
          inputs + units,
          4 * units,
        ]);
        const bias = tf.tensor1d(normal(rng, 4 * units));
        const together = tf.tidy(() => ops.lstm(ops.reverseSequence(x, lengths), kernel, bias).arraySync());
        for (const row of [0, batch - 1]) {
          const length = lengths[row] as number;
          const alone = tf.tidy(
            () =>
              ops.lstm(x.slice([0, row, 0], [length, 1, inputs]).reverse(0), kernel, bias).arraySync()[
                length - 1
              ]?.[0],
          );
          const d = distance(together[length - 1]?.[row] as number[], alone as number[]);
          assert.ok(d <= 1e-5, String(d));
        }
        tf.dispose([x, kernel, bias]);
      });

    for (const size of SIZES)
      it(`gives the same weight gradients without the input's, ${size.units} units`, () => {
        const { tf } = backend;
        const { batch, time, inputs, units } = size;
        const rng = new Rng(8);
        const x = tf.tensor3d(normal(rng, batch * time * inputs), [time, batch, inputs]);
        const kernel = tf.tensor2d(normal(rng, (inputs + units) * 4 * units, 0.3), [
          inputs + units,
          4 * units,
        ]);
        const bias = tf.tensor1d(normal(rng, 4 * units));
        const [withInput, without] = [true, false].map((inputGradient) =>
          differentiate(
            backend,
            (kernel, bias) =>
              ops
                .lstm(x, kernel as Tensor2D, bias as Tensor1D, { inputGradient })
                .square()
                .sum(),
            [kernel, bias],
          ),
        );
        assert.deepEqual(without, withInput);
        tf.dispose([x, kernel, bias]);
      });

    for (const size of SIZES)
      it(`leaves no tensor and no native handle behind, ${size.units} units`, () => {
        const { tf } = backend;
        const { batch, time, inputs, units } = size;
        const lengths = new Int32Array(batch).fill(time);
        const pass = (): void => {
          const x = tf.ones([time, batch, inputs]);
          const kernel = tf.ones([inputs + units, 4 * units]);
          const bias = tf.ones([4 * units]);
          differentiate(
            backend,
            (x, kernel, bias) =>
              ops
                .lstm(ops.reverseSequence(x as Tensor3D, lengths), kernel as Tensor2D, bias as Tensor1D)
                .sum(),
            [x, kernel, bias],
          );
          tf.dispose([x, kernel, bias]);
        };
        pass(); // the first one fills the caches of constants
        const before = living(backend);
        for (let k = 0; k < 5; k++) pass();
        assert.deepEqual(living(backend), before);
      });

    it('refuses operands that do not go together', () => {
      const { tf } = backend;
      tf.tidy(() => {
        assert.throws(
          () => ops.lstm(tf.zeros([2, 3, 4]), tf.zeros([8, 20]), tf.zeros([20])),
          /An LSTM takes/,
        );
      });
    });
  });
