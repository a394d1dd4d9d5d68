import type { Rng } from '../../random/index.ts';

/** Values for a [inputs, outputs] matrix, uniform in ±√(6 / (inputs + outputs)): Glorot & Bengio 2010. */
export function glorotUniform(rng: Rng, inputs: number, outputs: number): Float32Array {
  const limit = Math.sqrt(6 / (inputs + outputs));
  return Float32Array.from({ length: inputs * outputs }, () => (2 * rng.float() - 1) * limit);
}
