import { boolean } from '../dimensions/boolean.ts';
import { categorical } from '../dimensions/categorical.ts';
import type { Dimension } from '../dimensions/dimension.ts';
import { float } from '../dimensions/float.ts';
import type { FloatOptions } from '../dimensions/float.ts';
import { int } from '../dimensions/int.ts';
import type { IntOptions } from '../dimensions/int.ts';
import { ordered } from '../dimensions/ordered.ts';
import type { ObjectiveContext } from '../optimize.ts';
import type { ParamValue } from '../params.ts';
import type { Study } from '../study.ts';

/** A running trial that is asked for its parameters one by one. The same name gives the same value again. */
export class TrialByRun {
  readonly number: number;
  readonly signal: AbortSignal;
  /** As `ObjectiveContext.report`. */
  readonly report: ObjectiveContext['report'];
  readonly #study: Study;

  constructor(study: Study, { trial, signal, report }: ObjectiveContext) {
    this.number = trial.number;
    this.signal = signal;
    this.report = report;
    this.#study = study;
  }

  /** A real number: `suggestFloat('lr', 1e-4, 1e-1, { scale: 'log' })`. */
  suggestFloat(name: string, low: number, high: number, options: FloatOptions = {}): number {
    return this.#suggest(name, float(low, high, options)) as number;
  }

  /** A whole number. */
  suggestInt(name: string, low: number, high: number, options: IntOptions = {}): number {
    return this.#suggest(name, int(low, high, options)) as number;
  }

  /** One of values without an order. */
  suggestCategorical<const C extends readonly ParamValue[]>(name: string, choices: C): C[number] {
    return this.#suggest(name, categorical(choices));
  }

  /** One of values with an order. */
  suggestOrdered<const C extends readonly ParamValue[]>(name: string, choices: C): C[number] {
    return this.#suggest(name, ordered(choices));
  }

  suggestBoolean(name: string): boolean {
    return this.#suggest(name, boolean()) as boolean;
  }

  #suggest(name: string, dimension: Dimension): ParamValue {
    return this.#study.suggest(this.number, name, dimension);
  }
}
