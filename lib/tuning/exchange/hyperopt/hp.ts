import { UserError } from '../../../errors/index.ts';
import { categorical } from '../../dimensions/categorical.ts';
import type { Dimension } from '../../dimensions/dimension.ts';
import { float } from '../../dimensions/float.ts';
import { int } from '../../dimensions/int.ts';
import type { ParamValue } from '../../params.ts';
import { quantised, quantisedLog, refuseUnbounded } from '../foreign-ranges.ts';

/** A parameter as hyperopt writes it: a label and where its value comes from. `T` is the value that the objective gets. */
export interface HpExpression<T = unknown> {
  readonly label: string;
  readonly dimension: Dimension;
  /** Of `choice`: what stands for each of the dimension's values; may hold further expressions. */
  readonly options: readonly unknown[] | null;
  /** Never there: carries the type. */
  readonly value?: T;
}

const of = <T = number>(
  label: string,
  dimension: Dimension,
  options: readonly unknown[] | null = null,
): HpExpression<T> => ({ label, dimension, options });

/** What `T` is when its expressions have values. */
export type HpValue<T> =
  T extends HpExpression<infer V>
    ? V
    : T extends ParamValue | null
      ? T
      : { -readonly [K in keyof T]: HpValue<T[K]> };

const isParamValue = (value: unknown): value is ParamValue =>
  typeof value === 'string' ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value));

/**
 * Hyperopt's parameter expressions, for `hyperoptSpace`: `{ lr: hp.loguniform('lr', Math.log(1e-4), 0), cell: hp.choice('cell',
 * ['lstm', 'gru']) }`. Bounds are as hyperopt takes them: those of `loguniform` are logarithms. What has no bounds (`normal`
 * and its relatives) or uneven chances (`pchoice`) throws a UserError that names the nearest thing.
 */
export const hp = {
  uniform: (label: string, low: number, high: number): HpExpression<number> => of(label, float(low, high)),
  /** `round(uniform(low, high) / q) · q`. */
  quniform: (label: string, low: number, high: number, q: number): HpExpression<number> =>
    of(label, quantised(low, high, q, label)),
  /** `exp(uniform(low, high))`. */
  loguniform: (label: string, low: number, high: number): HpExpression<number> =>
    of(label, float(Math.exp(low), Math.exp(high), { scale: 'log' })),
  /** `round(exp(uniform(low, high)) / q) · q`; q is 1 here. */
  qloguniform: (label: string, low: number, high: number, q: number): HpExpression<number> =>
    of(label, quantisedLog(Math.exp(low), Math.exp(high), q, label)),
  /** Whole numbers below `upper`, from 0 or from `low`: `randint(label, upper)`, `randint(label, low, upper)`. */
  randint: (
    label: string,
    ...bounds: readonly [number] | readonly [number, number]
  ): HpExpression<number> => {
    const [low, upper] = bounds.length === 1 ? [0, bounds[0]] : bounds;
    return of(label, int(low, upper - 1));
  },
  /** Whole numbers, both bounds included. */
  uniformint: (label: string, low: number, high: number, q = 1): HpExpression<number> =>
    of(label, quantised(low, high, q, label)),
  /**
   * One of several. Plain values become the parameter's values; when one of them is anything else, the parameter is the
   * option's place in the list (as in hyperopt's `best`), and expressions inside exist beside it alone.
   */
  choice: <const O extends readonly unknown[]>(
    label: string,
    options: O,
  ): HpExpression<HpValue<O[number]>> => {
    const plain = options.filter(isParamValue);
    return plain.length === options.length
      ? of(label, categorical(plain))
      : of(label, categorical(options.map((_, place) => place)), options);
  },
  /** @throws UserError unless all probabilities are the same */
  pchoice: <const O extends readonly (readonly [number, unknown])[]>(
    label: string,
    options: O,
  ): HpExpression<HpValue<O[number][1]>> => {
    const [first] = options;
    if (options.some(([p]) => Math.abs(p - (first?.[0] ?? 0)) > 1e-12))
      throw new UserError('The values of a choice are equally probable.', {
        field: label,
        value: options.map(([p]) => p),
        fix: `Nearest: hp.choice('${label}', …): samplers learn by themselves which option is good.`,
      });
    return hp.choice(
      label,
      options.map(([, option]) => option),
    ) as HpExpression<HpValue<O[number][1]>>;
  },
  /** @throws UserError always, with the nearest range */
  normal: (label: string, mu: number, sigma: number): never => refuseUnbounded('normal', mu, sigma, label),
  /** @throws UserError always, with the nearest range */
  qnormal: (label: string, mu: number, sigma: number, _q: number): never =>
    refuseUnbounded('qnormal', mu, sigma, label),
  /** @throws UserError always, with the nearest range */
  lognormal: (label: string, mu: number, sigma: number): never =>
    refuseUnbounded('lognormal', mu, sigma, label),
  /** @throws UserError always, with the nearest range */
  qlognormal: (label: string, mu: number, sigma: number, _q: number): never =>
    refuseUnbounded('qlognormal', mu, sigma, label),
};

/** Whether a part of a structure is an expression. */
export function isExpression(value: unknown): value is HpExpression {
  return typeof value === 'object' && value !== null && 'label' in value && 'dimension' in value;
}
