import type { SweepEvent } from '../experiment/index.ts';

/** One trial's curve of the watched metric. */
export interface TrialCurve {
  readonly sampler: string;
  readonly number: number;
  readonly epochs: number[];
  readonly values: number[];
  /** null while it runs. */
  state: 'finished' | 'pruned' | 'failed' | null;
}

/** The objective of a trial that ended, in the order in which they ended. */
export interface TrialPoint {
  readonly sampler: string;
  readonly number: number;
  readonly state: 'finished' | 'pruned';
  readonly value: number;
}

/** What is known of a sweep while it runs: gathers its events. */
export class SweepProgress {
  /** Metric whose curve is followed. */
  readonly metric: string;
  readonly direction: 'minimize' | 'maximize';
  readonly samplers: { readonly sampler: string; done: number; readonly total: number }[] = [];
  readonly curves = new Map<string, TrialCurve>();
  readonly points: TrialPoint[] = [];
  readonly messages: string[] = [];
  /** Longest training there can be. */
  epochs = 1;

  constructor(objective: { readonly metric: string; readonly direction: 'minimize' | 'maximize' }) {
    this.metric = objective.metric;
    this.direction = objective.direction;
  }

  apply(event: SweepEvent): void {
    switch (event.kind) {
      case 'sweep-opened':
        this.samplers.push(...event.studies.map((study) => ({ ...study })));
        return;
      case 'trial-started':
        this.#curve(event.sampler, event.number, true);
        return;
      case 'epoch': {
        this.epochs = Math.max(this.epochs, event.epochs);
        const value = event.metrics[this.metric];
        if (value === undefined) return;
        const curve = this.#curve(event.sampler, event.number, false);
        curve.epochs.push(event.epoch);
        curve.values.push(value);
        return;
      }
      case 'trial-ended': {
        const { sampler, number, state, value } = event;
        this.#curve(sampler, number, false).state = state;
        const study = this.samplers.find((each) => each.sampler === sampler);
        if (study) study.done += 1;
        if (state !== 'failed' && value !== null) this.points.push({ sampler, number, state, value });
        return;
      }
      case 'message':
        this.messages.push(event.text);
        return;
      case 'baseline':
      case 'finished':
        return;
    }
  }

  /** The best objective after each point that finished; pruned trials never win. */
  bestSoFar(): { readonly at: number; readonly value: number }[] {
    const sign = this.direction === 'minimize' ? 1 : -1;
    const steps: { at: number; value: number }[] = [];
    let best: number | null = null;
    for (const [index, { state, value }] of this.points.entries()) {
      if (state === 'finished' && (best === null || sign * value < sign * best)) best = value;
      if (best !== null) steps.push({ at: index + 1, value: best });
    }
    return steps;
  }

  /** A trial that is run again, after its worker died, starts its curve anew. */
  #curve(sampler: string, number: number, anew: boolean): TrialCurve {
    const key = `${sampler} ${number}`;
    const known = this.curves.get(key);
    if (known && !anew) return known;
    const curve: TrialCurve = { sampler, number, epochs: [], values: [], state: null };
    this.curves.set(key, curve);
    return curve;
  }
}
