import type { Dimension } from '../dimensions/dimension.ts';
import { toUnit } from '../dimensions/unit.ts';
import type { ParamValue } from '../params.ts';
import type { Scored } from './scored.ts';

/**
 * A parameter as numbers in [0, 1] for a tree, by trial. Categories own equal cells, in the order of their mean score: of all
 * divisions of categories into two the best is one between two neighbours of that order (Fisher 1958).
 *
 * @param trials all have the parameter
 */
export function featureColumn(dimension: Dimension, name: string, trials: readonly Scored[]): Float64Array {
  if (dimension.kind !== 'categorical')
    return Float64Array.from(trials, ({ params }) => toUnit(dimension, params[name] as ParamValue));
  const means = dimension.choices.map((choice) => {
    const own = trials.filter(({ params }) => params[name] === choice);
    return own.length === 0 ? Infinity : own.reduce((sum, { score }) => sum + score, 0) / own.length;
  });
  const order = means
    .map((_, i) => i)
    .sort((a, b) => (means[a] === means[b] ? a - b : (means[a] as number) - (means[b] as number)));
  return Float64Array.from(trials, ({ params }) => {
    const place = order.indexOf(dimension.choices.indexOf(params[name] as ParamValue));
    return (place + 0.5) / order.length;
  });
}
