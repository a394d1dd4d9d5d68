import { UserError } from '../../errors/index.ts';
import type { Rng } from '../../random/index.ts';
import type { Numbers } from '../checks.ts';

/** What stays together and what stays balanced when examples are drawn again. */
export interface ResamplerOptions {
  /** A class per example: each class is drawn as often as it occurs. Default: all examples are one. */
  readonly strata?: Numbers;
}

/**
 * Draws examples with replacement, as many as there are (Efron 1979), and says how often each was drawn: what a metric
 * needs, without copying an example.
 *
 * @param examples how many
 * @returns fills and returns the same array at every call
 */
export function createResampler(
  examples: number,
  rng: Rng,
  options: ResamplerOptions = {},
): () => Float64Array {
  if (!Number.isInteger(examples) || examples < 1)
    throw new UserError('There must be at least one example to draw.', {
      field: 'examples',
      value: examples,
    });
  const { strata } = options;
  if (strata !== undefined && strata.length !== examples)
    throw new UserError(`There must be one class per example (${examples}).`, {
      field: 'strata',
      value: strata.length,
    });
  const members = new Map<number, number[]>();
  for (let i = 0; i < examples; i++) {
    const key = strata?.[i] ?? 0;
    const list = members.get(key);
    if (list === undefined) members.set(key, [i]);
    else list.push(i);
  }
  const groups = [...members.values()].map((list) => Uint32Array.from(list));
  const weights = new Float64Array(examples);
  return () => {
    weights.fill(0);
    for (const group of groups)
      for (let n = 0; n < group.length; n++) {
        const i = group[rng.int(0, group.length - 1)] ?? 0;
        weights[i] = (weights[i] ?? 0) + 1;
      }
    return weights;
  };
}
