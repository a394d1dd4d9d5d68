import type { SweepEvent } from 'sentilab/experiment';

export interface RunningTrial {
  readonly sampler: string;
  readonly number: number;
  readonly params: Readonly<Record<string, unknown>>;
  readonly epoch: number;
  readonly epochs: number;
  readonly loss: number | null;
}

/** What a progress display shows, folded from the events. Pure: time comes in as an argument. */
export interface SweepState {
  readonly experiment: string;
  readonly total: number;
  readonly done: number;
  /** Trials that ended in this process: the rate that the time left is reckoned from. */
  readonly doneHere: number;
  readonly startedAt: number;
  readonly running: readonly RunningTrial[];
  readonly best: { readonly sampler: string; readonly number: number; readonly value: number } | null;
}

export function initialState(now: number): SweepState {
  return { experiment: '', total: 0, done: 0, doneHere: 0, startedAt: now, running: [], best: null };
}

export function reduce(state: SweepState, event: SweepEvent): SweepState {
  switch (event.kind) {
    case 'sweep-opened': {
      const sum = (pick: (study: { done: number; total: number }) => number): number =>
        event.studies.reduce((total, study) => total + pick(study), 0);
      return { ...state, experiment: event.experiment, total: sum((s) => s.total), done: sum((s) => s.done) };
    }
    case 'trial-started': {
      const { sampler, number, params } = event;
      const others = state.running.filter((trial) => !isTrial(trial, event));
      return { ...state, running: [...others, { sampler, number, params, epoch: 0, epochs: 0, loss: null }] };
    }
    case 'epoch': {
      const loss = event.metrics['validation/loss'] ?? null;
      const running = state.running.map((trial) =>
        isTrial(trial, event) ? { ...trial, epoch: event.epoch, epochs: event.epochs, loss } : trial,
      );
      return { ...state, running };
    }
    case 'trial-ended': {
      const running = state.running.filter((trial) => !isTrial(trial, event));
      const improves =
        event.state === 'finished' && event.value !== null && event.value < (state.best?.value ?? Infinity);
      const best = improves
        ? { sampler: event.sampler, number: event.number, value: event.value }
        : state.best;
      return { ...state, running, best, done: state.done + 1, doneHere: state.doneHere + 1 };
    }
    case 'message':
    case 'baseline':
    case 'finished':
      return state;
  }
}

/** Seconds until the end at the pace so far, or null before the first trial ended. */
export function secondsLeft(state: SweepState, now: number): number | null {
  if (state.doneHere === 0) return null;
  return ((now - state.startedAt) / 1000 / state.doneHere) * (state.total - state.done);
}

function isTrial(trial: RunningTrial, event: { readonly sampler: string; readonly number: number }): boolean {
  return trial.sampler === event.sampler && trial.number === event.number;
}
