import { FailureError } from '../../errors/index.ts';
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

/** Word vectors to begin with. */
export interface EmbeddingStart {
  /** [vocabularySize, dimensions], row 0 for `<pad>`. Copied. */
  readonly matrix: Float32Array;
  readonly vocabularySize: number;
  readonly dimensions: number;
  /** Whether training changes them. */
  readonly trainable: boolean;
}

/**
 * The embedding as a parameter.
 *
 * @throws FailureError when the matrix has another size
 */
export function embeddingParameter({ matrix, vocabularySize, dimensions }: EmbeddingStart): Parameter {
  const size = vocabularySize * dimensions;
  if (matrix.length !== size)
    throw new FailureError(
      `An embedding of ${vocabularySize} words in ${dimensions} dimensions takes ${size} values.`,
      { field: 'embedding.matrix', value: matrix.length },
    );
  return { name: 'embedding', shape: [vocabularySize, dimensions], initial: () => matrix };
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
