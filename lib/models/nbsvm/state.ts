import { z } from 'zod';
import { FailureError } from '../../errors/index.ts';
import type { FittedState } from '../fitted/fitted-model.ts';
import type { NbSvmConfig } from './config.ts';
import { NbSvm } from './nbsvm.ts';

const featuresSchema = z.strictObject({
  words: z.array(z.string()).describe('Unigrams in the order of their weights'),
  bigrams: z
    .array(z.int().min(0))
    .describe('Pairs of places in `words`, flat, in the order of the weights after those of the words'),
});

/**
 * A model as arrays and JSON: `weights/features` [words + bigrams], `weights/bias` [1] and `weights/sigmoid` [slope,
 * offset], rounded to 32 bits.
 */
export function nbSvmState(model: NbSvm): FittedState {
  const { vocabulary, weights, bias, sigmoid } = model.toJSON();
  const array = (name: string, values: readonly number[]): FittedState['arrays'][number] => ({
    name: `weights/${name}`,
    shape: [values.length],
    values: Float32Array.from(values),
  });
  return {
    arrays: [
      array('features', weights),
      array('bias', [bias]),
      array('sigmoid', [sigmoid.slope, sigmoid.offset]),
    ],
    features: vocabulary,
  };
}

/**
 * The model of a state.
 *
 * @throws FailureError when an array is missing, or weights and features do not fit each other
 */
export function nbSvmFromState(config: NbSvmConfig, { arrays, features }: FittedState): NbSvm {
  const parsed = featuresSchema.safeParse(features);
  if (!parsed.success)
    throw damaged('features.json', parsed.error.issues[0]?.path.join('.'), 'The n-grams cannot be read');
  const { words, bigrams } = parsed.data;
  const size = words.length + bigrams.length / 2;
  const valuesOf = (name: string, length: number): number[] => {
    const values = arrays.find((array) => array.name === `weights/${name}`)?.values;
    if (values?.length !== length)
      throw damaged(`weights/${name}`, values?.length, `There must be ${length} values`);
    return Array.from(values);
  };
  const [slope = NaN, offset = NaN] = valuesOf('sigmoid', 2);
  if (bigrams.some((word) => word >= words.length))
    throw damaged('features.json', 'bigrams', 'A bigram has a word that is not among the words');
  return NbSvm.fromJSON({
    config,
    vocabulary: { words, bigrams },
    weights: valuesOf('features', size),
    bias: valuesOf('bias', 1)[0] ?? NaN,
    sigmoid: { slope, offset },
    calibrated: true,
    solver: { iterations: 0, converged: true }, // of the fit, which is over
  });
}

function damaged(field: string, value: unknown, what: string): FailureError {
  return new FailureError(`${what}.`, {
    field,
    value,
    fix: 'Restore the model folder from a copy, or train the model again.',
  });
}
