import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import type { Tf } from '../backend/backend.ts';
import { lastStep } from './last-step.ts';
import { checkLayer, type LayerDirection, type RecurrentLayer } from './recurrent-layer.ts';
import type { RecurrentOps } from './recurrent-ops.ts';

type Parts = Pick<RecurrentOps, 'lstm' | 'gru' | 'reverseSequence'>;

/** Recurrent layers out of one run per direction. Contracts: `RecurrentOps`. */
export function composedLayers(
  tf: Tf,
  ops: Parts,
): Pick<RecurrentOps, 'recurrentSequence' | 'recurrentLast'> {
  return {
    recurrentSequence: (layer) => {
      checkLayer(layer);
      return join(
        tf,
        layer.directions.map((direction) => {
          const outputs = readingOrder(ops, layer, direction);
          return direction.backward ? ops.reverseSequence(outputs, layer.lengths) : outputs;
        }),
        2,
      );
    },
    recurrentLast: (layer) => {
      checkLayer(layer);
      return join(
        tf,
        layer.directions.map((direction) => lastStep(tf, readingOrder(ops, layer, direction), layer.lengths)),
        1,
      );
    },
  };
}

/** Outputs of one direction in the order of its reading: a backward one's step 0 is the text's last word. */
function readingOrder(ops: Parts, layer: RecurrentLayer, direction: LayerDirection): Tensor3D {
  const { kernel, bias, initial = [] } = direction;
  const [h, c] = initial;
  // Right padding: reversing each row's valid steps only lets the first state meet the true end of the text.
  const x = direction.backward ? ops.reverseSequence(layer.x, layer.lengths) : layer.x;
  const inputGradient = layer.inputGradient ?? true;
  return layer.cell === 'gru'
    ? ops.gru(x, kernel, bias, { inputGradient, ...(h && { initial: h }) })
    : ops.lstm(x, kernel, bias, { inputGradient, ...(h && c && { initial: { h, c } }) });
}

const join = <T extends Tensor2D | Tensor3D>(tf: Tf, parts: readonly T[], axis: number): T =>
  parts.length === 1 ? (parts[0] as T) : tf.concat<T>([...parts], axis);
