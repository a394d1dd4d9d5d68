import { Rng, deriveSeed } from '../../random/index.ts';
import { pooledSize } from '../config/describe-model.ts';
import type { BilstmConfig } from '../config/bilstm-config.ts';
import { glorotUniform } from '../initializers/glorot-uniform.ts';
import { orthogonal } from '../initializers/orthogonal.ts';

/** One weight array of the network. */
export interface Parameter {
  readonly name: string;
  readonly shape: readonly number[];
  /** First values, drawn from a generator of this parameter's own. */
  readonly initial: () => Float32Array;
}

/**
 * The weights of a BiLSTM besides its embedding, in the order in which the network uses them: input weights
 * Glorot-uniform, recurrent ones orthogonal, biases 0 but 1 for the forget gates (Jozefowicz et al. 2015).
 *
 * @param dimensions length of a word vector
 */
export function bilstmParameters(config: BilstmConfig, dimensions: number, seed: number): Parameter[] {
  const { units } = config;
  const generator = (name: string): Rng => new Rng(deriveSeed(seed, `init/${name}`));
  const directions = ['forward', 'backward'].flatMap((direction): Parameter[] => {
    const name = `lstm/${direction}/kernel`;
    return [
      {
        name,
        shape: [dimensions + units, 4 * units],
        initial: () => {
          const values = new Float32Array((dimensions + units) * 4 * units);
          values.set(glorotUniform(generator(`${name}/input`), dimensions, 4 * units));
          values.set(orthogonal(generator(`${name}/recurrent`), units, 4 * units), dimensions * 4 * units);
          return values;
        },
      },
      {
        name: `lstm/${direction}/bias`,
        shape: [4 * units],
        initial: () => new Float32Array(4 * units).fill(1, units, 2 * units),
      },
    ];
  });
  const dense = (layer: string, inputs: number, outputs: number): Parameter[] => [
    {
      name: `${layer}/kernel`,
      shape: [inputs, outputs],
      initial: () => glorotUniform(generator(`${layer}/kernel`), inputs, outputs),
    },
    { name: `${layer}/bias`, shape: [outputs], initial: () => new Float32Array(outputs) },
  ];
  const sizes = [pooledSize(config), ...config.head];
  const head = config.head.flatMap((outputs, layer) =>
    dense(`head/${layer}`, sizes[layer] as number, outputs),
  );
  return [...directions, ...head, ...dense('logit', sizes[sizes.length - 1] as number, 1)];
}
