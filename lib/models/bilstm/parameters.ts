import type { InputSizes } from '../config/describe-model.ts';
import { pooledSize } from '../config/describe-model.ts';
import type { BilstmConfig } from '../config/bilstm-config.ts';
import { glorotUniform } from '../initializers/glorot-uniform.ts';
import { orthogonal } from '../initializers/orthogonal.ts';
import { headParameters } from '../layers/head.ts';
import { initialRng, type Parameter } from '../network/parameter.ts';

/**
 * The weights of a BiLSTM besides its embedding, in the order in which the network uses them: input weights
 * Glorot-uniform, recurrent ones orthogonal, biases 0 but 1 for the forget gates (Jozefowicz et al. 2015).
 */
export function bilstmParameters(
  config: BilstmConfig,
  { dimensions }: Pick<InputSizes, 'dimensions'>,
  seed: number,
): Parameter[] {
  const { units } = config;
  const directions = ['forward', 'backward'].flatMap((direction): Parameter[] => {
    const name = `lstm/${direction}/kernel`;
    return [
      {
        name,
        shape: [dimensions + units, 4 * units],
        initial: () => {
          const values = new Float32Array((dimensions + units) * 4 * units);
          values.set(glorotUniform(initialRng(seed, `${name}/input`), dimensions, 4 * units));
          values.set(
            orthogonal(initialRng(seed, `${name}/recurrent`), units, 4 * units),
            dimensions * 4 * units,
          );
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
  return [...directions, ...headParameters(config, pooledSize(config), seed)];
}
