import { FailureError } from '../../errors/index.ts';
import { Rng, deriveSeed } from '../../random/index.ts';
import { glorotUniform } from '../initializers/glorot-uniform.ts';

/** One weight array of a network. */
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

/** The generator of one parameter's first values. */
export function initialRng(seed: number, name: string): Rng {
  return new Rng(deriveSeed(seed, `init/${name}`));
}

/** Kernel (Glorot-uniform) and bias (zero) of a dense layer. */
export function denseParameters(seed: number, layer: string, inputs: number, outputs: number): Parameter[] {
  const name = `${layer}/kernel`;
  return [
    { name, shape: [inputs, outputs], initial: () => glorotUniform(initialRng(seed, name), inputs, outputs) },
    { name: `${layer}/bias`, shape: [outputs], initial: () => new Float32Array(outputs) },
  ];
}
