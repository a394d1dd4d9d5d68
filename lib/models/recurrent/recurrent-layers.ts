import type { Rank, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import type { LayerDirection, RecurrentLayer } from '../../runtime/index.ts';
import type { RecurrentConfig } from '../config/recurrent-config.ts';
import { dropout } from '../layers/dropout.ts';
import type { Pass } from '../network/architecture.ts';
import type { Cell } from './cell.ts';
import { directionName, directionsOf, type Direction } from './layout.ts';
import { weightDrop } from './weight-drop.ts';

/**
 * Outputs of the last recurrent layer at every step, in the order of the text: [time, batch, directions × features],
 * the forward direction's features first. Those beyond a row's length mean nothing.
 *
 * @param x [time, batch, dimensions], right-padded
 */
export function recurrentSequence(pass: Pass, config: RecurrentConfig, cell: Cell, x: Tensor3D): Tensor3D {
  return upTo(pass, config, cell, x, config.layers);
}

/**
 * Of the last recurrent layer only what each direction puts out after the last word that it reads:
 * [batch, directions × features].
 */
export function recurrentLast(pass: Pass, config: RecurrentConfig, cell: Cell, x: Tensor3D): Tensor2D {
  const top = config.layers - 1;
  const below = upTo(pass, config, cell, x, top);
  return byDirections(pass, config, cell, top, below, (layer) => pass.ops.recurrentLast(layer), 1);
}

/** Outputs of the first `count` layers, dropout above all but the last layer included. */
function upTo(pass: Pass, config: RecurrentConfig, cell: Cell, x: Tensor3D, count: number): Tensor3D {
  let sequence = x;
  for (let layer = 0; layer < count; layer++) {
    const run = (one: RecurrentLayer): Tensor3D => pass.ops.recurrentSequence(one);
    const outputs = byDirections(pass, config, cell, layer, sequence, run, 2);
    sequence = layer === config.layers - 1 ? outputs : dropout(pass, outputs, config.dropout.between);
  }
  return sequence;
}

/** All directions of a layer: at once, or with a projection after each. */
function byDirections<T extends Tensor2D | Tensor3D>(
  pass: Pass,
  config: RecurrentConfig,
  cell: Cell,
  layer: number,
  x: Tensor3D,
  run: (layer: RecurrentLayer) => T,
  axis: number,
): T {
  const operands = {
    cell: cell.name,
    x,
    lengths: pass.batch.lengths,
    inputGradient: layer > 0 || pass.inputGradient,
  };
  const directions = directionsOf(config);
  const { projection } = config;
  if (projection === null)
    return run({
      ...operands,
      directions: directions.map((direction) => directionOf(pass, config, cell, layer, direction)),
    });
  const parts = directions.map((direction) => {
    const h = run({ ...operands, directions: [directionOf(pass, config, cell, layer, direction)] });
    return project(pass, h, `${directionName(cell.name, layer, direction)}/projection`, projection);
  });
  return parts.length === 1 ? (parts[0] as T) : pass.tf.concat<T>(parts, axis);
}

/** Weights and first states of one direction of a layer. */
function directionOf(
  pass: Pass,
  config: RecurrentConfig,
  cell: Cell,
  layer: number,
  direction: Direction,
): LayerDirection {
  const { weight, batch } = pass;
  const { units, initialState } = config;
  const name = directionName(cell.name, layer, direction);
  const first = (state: string): Tensor2D =>
    weight<Tensor1D>(`${name}/${state}0`).broadcastTo<Rank.R2>([batch.size, units]);
  return {
    backward: direction === 'backward',
    kernel: weightDrop(pass, weight<Tensor2D>(`${name}/kernel`), units, config.dropout.recurrent),
    bias: weight<Tensor1D>(`${name}/bias`),
    ...(initialState === 'learned' && { initial: cell.states.map(first) }),
  };
}

/** A product over the features of each step, without bias. */
function project<T extends Tensor2D | Tensor3D>(
  { tf, ops, weight }: Pass,
  h: T,
  name: string,
  outputs: number,
): T {
  const width = h.shape.at(-1) as number;
  const flat = h.reshape<Tensor2D>([h.size / width, width]);
  const zero = tf.zeros<Rank.R1>([outputs]);
  return ops
    .dense(flat, weight<Tensor2D>(name), zero, 'linear')
    .reshape<T>([...h.shape.slice(0, -1), outputs]);
}
