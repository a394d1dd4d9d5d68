import type { InputSizes } from '../network/input-sizes.ts';
import type { RecurrentConfig } from '../config/recurrent-config.ts';
import { glorotUniform } from '../initializers/glorot-uniform.ts';
import { orthogonal } from '../initializers/orthogonal.ts';
import { initialRng, type Parameter } from '../network/parameter.ts';
import type { Cell } from './cell.ts';
import { directionName, directionSize, directionsOf } from './layout.ts';

/**
 * The weights of the recurrent layers, in the order in which they are used: input weights and projections
 * Glorot-uniform, recurrent weights orthogonal, biases as the cell wants them, learned initial states 0.
 */
export function recurrentParameters(
  config: RecurrentConfig,
  cell: Cell,
  { dimensions, channels = 0 }: Omit<InputSizes, 'vocabularySize'>,
  seed: number,
): Parameter[] {
  const { units, projection } = config;
  const directions = directionsOf(config);
  return Array.from({ length: config.layers }, (_, layer) => {
    const inputs = layer === 0 ? dimensions + channels : directions.length * directionSize(config);
    return directions.flatMap((direction): Parameter[] => {
      const name = directionName(cell.name, layer, direction);
      const bias = cell.bias(units);
      return [
        kernelParameter(`${name}/kernel`, inputs, units, cell.gates * units, seed),
        { name: `${name}/bias`, shape: [bias.length], initial: () => bias },
        ...(config.initialState === 'learned'
          ? cell.states.map((state) => zeros(`${name}/${state}0`, units))
          : []),
        ...(projection === null ? [] : [projectionParameter(`${name}/projection`, units, projection, seed)]),
      ];
    });
  }).flat();
}

/** Input weights above recurrent weights. */
function kernelParameter(
  name: string,
  inputs: number,
  units: number,
  columns: number,
  seed: number,
): Parameter {
  return {
    name,
    shape: [inputs + units, columns],
    initial: () => {
      const values = new Float32Array((inputs + units) * columns);
      values.set(glorotUniform(initialRng(seed, `${name}/input`), inputs, columns));
      values.set(orthogonal(initialRng(seed, `${name}/recurrent`), units, columns), inputs * columns);
      return values;
    },
  };
}

const projectionParameter = (name: string, units: number, outputs: number, seed: number): Parameter => ({
  name,
  shape: [units, outputs],
  initial: () => glorotUniform(initialRng(seed, name), units, outputs),
});

const zeros = (name: string, units: number): Parameter => ({
  name,
  shape: [units],
  initial: () => new Float32Array(units),
});
