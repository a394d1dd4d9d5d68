import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import { differentiable } from '../../differentiable.ts';
import { checkLayer, type CellKind, type RecurrentLayer } from '../../recurrent-layer.ts';
import type { RecurrentOps } from '../../recurrent-ops.ts';
import type { OpAttribute } from '../binding.ts';
import type { EagerOps } from '../eager.ts';
import type { Scratch } from '../scratch.ts';
import { withScratch } from '../scratch.ts';

/** Operations of bin/setup/tensorflow/kernels/recurrent-ops.cc. */
const OPERATIONS: Readonly<Record<CellKind, string>> = { lstm: 'SentilabLstm', gru: 'SentilabGru' };

/** Recurrent layers in one call of our own kernels forward, and one back. Contracts: `RecurrentOps`. */
export function kernelLayers(eager: EagerOps): Pick<RecurrentOps, 'recurrentSequence' | 'recurrentLast'> {
  return {
    recurrentSequence: (layer) => runLayer<Tensor3D>(eager, layer, false),
    recurrentLast: (layer) => runLayer<Tensor2D>(eager, layer, true),
  };
}

function runLayer<T extends Tensor2D | Tensor3D>(eager: EagerOps, layer: RecurrentLayer, last: boolean): T {
  checkLayer(layer);
  const { cell, x, directions, inputGradient = true } = layer;
  const lengths = layer.lengths.slice(); // native memory may share the array
  const count = directions.length;
  const kernels = directions.map(({ kernel }) => kernel);
  const biases = directions.map(({ bias }) => bias);
  const first = directions.flatMap(({ initial }) => initial ?? []);
  const attributes = [
    ...[eager.int('N', count), eager.int('S', first.length), eager.bool('last', last)],
    eager.int(
      'backward',
      directions.reduce((mask, { backward }, k) => mask | (Number(backward) << k), 0),
    ),
  ];
  const inputs = [...kernels, ...biases, ...first, ...(inputGradient ? [x] : [])];
  // Without a tape nobody asks for gradients, and nothing is kept for them. Within the forward pass it always looks off.
  const training = eager.tf.engine().isTapeOn();
  return differentiable<T>(eager.tf, inputs, () => {
    const [value, kept] = withScratch(eager, (scratch) => {
      const operands = [x, ...kernels, ...biases, ...first].map((tensor) => eager.handle(tensor));
      return run(eager, scratch, OPERATIONS[cell], [...attributes, eager.bool('training', training)], {
        operands,
        lengths,
        outputs: 2,
      });
    }) as [T, Tensor];
    return {
      value,
      saved: [x, ...kernels, ...first, kept],
      gradient: (dy, saved) =>
        withScratch(eager, (scratch) => {
          const outputs = inputs.length;
          const operands = [...saved, dy].map((tensor) => eager.handle(tensor));
          return run(
            eager,
            scratch,
            `${OPERATIONS[cell]}Grad`,
            [...attributes, eager.int('X', Number(inputGradient))],
            { operands, lengths, outputs },
          );
        }),
    };
  });
}

/** Runs an operation whose second operand is the lengths. */
function run(
  eager: EagerOps,
  scratch: Scratch,
  name: string,
  attributes: readonly OpAttribute[],
  how: { readonly operands: readonly number[]; readonly lengths: Int32Array; readonly outputs: number },
): Tensor[] {
  const [x, ...others] = how.operands as [number, ...number[]];
  const operands = [x, scratch.int32Array(how.lengths), ...others];
  return scratch.run(name, attributes, operands, how.outputs).map((handle) => scratch.adopt(handle));
}
