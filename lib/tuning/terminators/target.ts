import type { Direction } from '../objectives.ts';
import type { StopDecision, Terminator, TerminatorTrial } from './terminator.ts';

/** Stops when a trial has reached a value (`metric.target` of W&B's sweeps). */
export class TargetTerminator implements Terminator {
  readonly name = 'target';
  readonly #value: number;
  readonly #sign: number;

  /** @param value as the objective gives it */
  constructor(value: number, direction: Direction) {
    this.#value = value;
    this.#sign = direction === 'maximize' ? -1 : 1;
  }

  shouldStop(trials: readonly TerminatorTrial[]): StopDecision {
    const reached = trials.find(({ value }) => value <= this.#sign * this.#value);
    return reached
      ? {
          stop: true,
          reason: `Trial ${reached.number} has reached ${this.#sign * reached.value}; ${this.#value} was wanted.`,
        }
      : { stop: false, reason: `No trial has reached ${this.#value} yet.` };
  }
}
