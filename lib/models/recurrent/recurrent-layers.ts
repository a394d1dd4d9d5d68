import type { Rank, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import type { RecurrentConfig } from '../config/recurrent-config.ts';
import { dropout } from '../layers/dropout.ts';
import type { Pass } from '../network/architecture.ts';
import type { Cell } from './cell.ts';
import { directionName, directionsOf } from './layout.ts';
import { weightDrop } from './weight-drop.ts';

/**
 * Runs the recurrent layers over a sequence.
 *
 * @param x [time, batch, dimensions], right-padded
 * @returns the last layer's outputs, one [time, batch, features] per direction. Those of the backward direction are in the
 *   order of its reading: step 0 is the text's last word, and the last valid step its first
 */
export function recurrentLayers(
  pass: Pass,
  config: RecurrentConfig,
  cell: Cell,
  x: Tensor3D,
): readonly Tensor3D[] {
  const { tf, ops, batch } = pass;
  // Right padding: reversing each row's valid steps only lets the initial state meet the true end of the text.
  const reversed = (sequence: Tensor3D): Tensor3D => ops.reverseSequence(sequence, batch.lengths);
  const directions = directionsOf(config);
  let sequences: readonly Tensor3D[] = [];
  for (let layer = 0; layer < config.layers; layer++) {
    const below = sequences.map((sequence, k) =>
      directions[k] === 'backward' ? reversed(sequence) : sequence,
    );
    const inputs =
      layer === 0
        ? x
        : dropout(
            pass,
            below.length === 1 ? (below[0] as Tensor3D) : tf.concat([...below], 2),
            config.dropout.between,
          );
    sequences = directions.map((direction) => {
      const read = direction === 'backward' ? reversed(inputs) : inputs;
      return runDirection(pass, config, cell, directionName(cell.name, layer, direction), read, layer > 0);
    });
  }
  return sequences;
}

/** One direction of one layer, its projection included. */
function runDirection(
  pass: Pass,
  config: RecurrentConfig,
  cell: Cell,
  name: string,
  x: Tensor3D,
  isAbove: boolean,
): Tensor3D {
  const { tf, ops, weight, batch } = pass;
  const { units, projection, initialState } = config;
  const h = cell.run(pass, {
    x,
    kernel: weightDrop(pass, weight<Tensor2D>(`${name}/kernel`), units, config.dropout.recurrent),
    bias: weight<Tensor1D>(`${name}/bias`),
    initial:
      initialState === 'zero'
        ? null
        : (state) => weight<Tensor1D>(`${name}/${state}0`).broadcastTo<Rank.R2>([batch.size, units]),
    inputGradient: isAbove || pass.inputGradient,
  });
  if (projection === null) return h;
  const flat = h.reshape<Tensor2D>([batch.time * batch.size, units]);
  const zero = tf.zeros<Rank.R1>([projection]);
  return ops
    .dense(flat, weight<Tensor2D>(`${name}/projection`), zero, 'linear')
    .reshape<Tensor3D>([batch.time, batch.size, projection]);
}
