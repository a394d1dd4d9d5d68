import { UserError } from '../errors/index.ts';
import type { StoredEvent } from './events.ts';
import type { Params } from './params.ts';
import { applyEvent } from './replay.ts';
import type { Trial } from './trial.ts';

/** A study after all events up to `lastSeq`: what a snapshot keeps. */
export interface StudyState {
  readonly trials: readonly Trial[];
  /** Of the last event; 0 before the first. */
  readonly lastSeq: number;
  /** The number that the next trial gets. */
  readonly nextNumber: number;
}

/** The trials of a study, kept up to date event by event. */
export class TrialTable<P extends Params = Params> {
  readonly #trials = new Map<number, Trial<P>>();
  /** Numbers in order; trials come in almost sorted. */
  readonly #numbers: number[] = [];
  readonly #pending = new Set<number>();
  #lastSeq = 0;
  #nextNumber = 0;

  /** @param state where to begin; default: no trials */
  constructor(state: StudyState | null = null) {
    if (!state) return;
    for (const trial of state.trials as readonly Trial<P>[]) this.#keep(trial);
    this.#lastSeq = state.lastSeq;
    this.#nextNumber = state.nextNumber;
  }

  /** @returns the trial as it is now, or null when the event’s trial is unknown */
  apply(event: StoredEvent): Trial<P> | null {
    this.#lastSeq = event.seq;
    this.#nextNumber = Math.max(this.#nextNumber, event.trial + 1);
    const trial = applyEvent(this.#trials, event);
    if (trial) this.#keep(trial);
    return trial;
  }

  get lastSeq(): number {
    return this.#lastSeq;
  }

  get nextNumber(): number {
    return this.#nextNumber;
  }

  get size(): number {
    return this.#trials.size;
  }

  /** @throws UserError when there is no such trial */
  get(number: number): Trial<P> {
    const trial = this.#trials.get(number);
    if (!trial) throw new UserError('The study has no such trial.', { field: 'trial', value: number });
    return trial;
  }

  /** A trial that has no result yet. @throws UserError when it has one */
  open(number: number): Trial<P> {
    const trial = this.get(number);
    if (isFinal(trial))
      throw new UserError(
        `Trial ${number} has a result already: it ${trial.state === 'failed' ? 'failed' : `was ${trial.state}`}.`,
        { field: 'trial', value: number },
      );
    return trial;
  }

  /** By number. */
  all(): Trial<P>[] {
    return this.#numbers.map((number) => this.get(number));
  }

  /** Without a result yet, by number. Costs what there is to return, however long the study. */
  pending(): Trial<P>[] {
    return [...this.#pending].sort((a, b) => a - b).map((number) => this.get(number));
  }

  state(): StudyState {
    return { trials: this.all(), lastSeq: this.#lastSeq, nextNumber: this.#nextNumber };
  }

  #keep(trial: Trial<P>): void {
    const { number } = trial;
    this.#trials.set(number, trial);
    if (isFinal(trial)) this.#pending.delete(number);
    else this.#pending.add(number);
    const last = this.#numbers.at(-1) ?? -1;
    if (number > last) this.#numbers.push(number);
    else if (number < last) this.#insert(number);
  }

  #insert(number: number): void {
    let [low, high] = [0, this.#numbers.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#numbers[middle] as number) < number) low = middle + 1;
      else high = middle;
    }
    if (this.#numbers[low] !== number) this.#numbers.splice(low, 0, number);
  }
}

/** Whether a trial has its result. */
export function isFinal({ state }: Trial): boolean {
  return state === 'finished' || state === 'pruned' || state === 'failed';
}
