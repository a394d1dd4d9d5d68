import { UserError } from '../../errors/index.ts';
import { float, tidy } from '../dimensions/float.ts';
import type { FloatDimension } from '../dimensions/float.ts';
import { int } from '../dimensions/int.ts';
import type { IntDimension } from '../dimensions/int.ts';

/**
 * `round(x / q) · q` of an even draw between the bounds, as hyperopt and W&B quantise. Their two outermost values may be rarer
 * than the others, here all are equally probable.
 */
export function quantised(
  low: number,
  high: number,
  q: number,
  field: string,
): FloatDimension | IntDimension {
  const [first, last] = steps(low, high, q, field);
  const [from, to] = [tidy(first * q), tidy(last * q)];
  return [from, to, q].every(Number.isSafeInteger)
    ? int(from, to, { step: q })
    : float(from, to, { step: q });
}

/**
 * The same of a draw that is even in the logarithm.
 *
 * @throws UserError when the step is not 1 or a value is 0: a log range has neither
 */
export function quantisedLog(low: number, high: number, q: number, field: string): IntDimension {
  const [first, last] = steps(low, high, q, field);
  if (q !== 1 || first < 1)
    throw new UserError('A log range holds positive numbers, whole ones or all: it has no other step.', {
      field,
      value: { low, high, q },
      fix:
        first < 1
          ? `Begin it at 1, or use an even range with step ${q}.`
          : 'Use a step of 1, a log range without a step, or an even one with it.',
    });
  return int(first, last, { scale: 'log' });
}

/**
 * A distribution without bounds.
 *
 * @throws UserError always, with the nearest range
 */
export function refuseUnbounded(name: string, mu: number, sigma: number, field: string): never {
  const isLog = name.replaceAll('_', '').includes('lognormal');
  const ends = [mu - 2 * sigma, mu + 2 * sigma].map((end) => tidy(isLog ? Math.exp(end) : end));
  throw new UserError('A parameter has a range; this distribution has none.', {
    field,
    value: name,
    fix: `Nearest: ${isLog ? 'a log' : 'an even'} range from ${ends.join(' to ')} (two deviations to either side).`,
  });
}

function steps(low: number, high: number, q: number, field: string): readonly [number, number] {
  if (!(q > 0) || !(low <= high))
    throw new UserError(
      'A quantised range has a positive step, and its lower bound is not above the upper one.',
      {
        field,
        value: { low, high, q },
        fix: 'Use for example 0, 10 and 1.',
      },
    );
  const first = Math.round(low / q);
  return [first, Math.max(first, Math.ceil(high / q - 0.5))];
}
