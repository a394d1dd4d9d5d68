import { FailureError, UserError } from '../errors/index.ts';
import { canonicalJson } from '../hash/index.ts';
import { STUDY_VERSION } from './events.ts';
import type { StudyEvent, TrialError } from './events.ts';
import type { Params } from './params.ts';
import { NonePruner } from './pruners/none.ts';
import type { PruneDecision, Pruner, PrunerTrial } from './pruners/pruner.ts';
import { applyEvent } from './replay.ts';
import type { ObservedTrial, ProposedBy, Sampler } from './sampler.ts';
import type { Space } from './space.ts';
import { MemoryStorage } from './storage/memory.ts';
import type { Storage } from './storage/storage.ts';
import type { Trial } from './trial.ts';

/** Which way is better. */
export type Direction = 'minimize' | 'maximize';

export interface StudyOptions<P extends Params = Params> {
  /** Names the study; a storage that holds another one is refused. Default `study`. */
  readonly id?: string;
  readonly space: Space<P>;
  readonly sampler: Sampler<P>;
  /** Default: nothing is pruned. */
  readonly pruner?: Pruner;
  readonly direction: Direction;
  /** Which of the reported metrics the pruner looks at; the objective is the value that is told. Default `value`. */
  readonly metric?: string;
  /** Default: in memory. */
  readonly storage?: Storage;
  /** Plain JSON kept in the header for people and viewers. Default null. */
  readonly definition?: unknown;
}

/** What `ask` hands out. */
export interface AskedTrial<P extends Params = Params> {
  readonly number: number;
  readonly params: P;
  readonly proposedBy: ProposedBy;
  readonly seenSeq: number;
}

/** The end of a trial that was run. */
export interface TrialResult {
  readonly state: 'finished' | 'pruned';
  /** The objective. Finite for a finished trial; default for a pruned one: its last reported metric. */
  readonly value?: number | null;
  /** Default: what `start` said; without a start `<study>-t<number>`. */
  readonly runId?: string;
  /** Why it was pruned. */
  readonly reason?: string;
}

/**
 * One sampler's search: ask for parameters, run them as you like, tell what came of it. Every change is stored before it
 * is known here, so that a study opened again on the same storage goes on where the last one stopped.
 */
export class Study<P extends Params = Params> {
  readonly id: string;
  readonly direction: Direction;
  readonly metric: string;
  readonly space: Space<P>;
  /** What the storage found wrong when it was opened, one readable line each. */
  readonly warnings: readonly string[];
  readonly #sampler: Sampler<P>;
  readonly #pruner: Pruner;
  readonly #storage: Storage;
  readonly #trials = new Map<number, Trial<P>>();
  /** Final trials that the sampler was not told of yet. */
  #untold: ObservedTrial<P>[] = [];
  #lastSeq = 0;
  #nextNumber = 0;

  /**
   * Opens or begins a study.
   *
   * @throws FailureError when the storage holds another study or cannot be read
   */
  constructor(options: StudyOptions<P>) {
    this.id = options.id ?? 'study';
    this.direction = options.direction;
    this.metric = options.metric ?? 'value';
    this.space = options.space;
    this.#sampler = options.sampler;
    this.#pruner = options.pruner ?? new NonePruner();
    this.#storage = options.storage ?? new MemoryStorage();
    const { header, events, warnings } = this.#storage.load();
    if (header && header.studyId !== this.id)
      throw new FailureError(`The storage holds the study ${header.studyId}, not ${this.id}.`, {
        field: 'study',
        fix: 'Use another file for this study.',
      });
    // Stored once more when a damaged header was lost: it goes to the end, nothing is rewritten.
    if (!header)
      this.#storage.begin({
        version: STUDY_VERSION,
        studyId: this.id,
        definition: options.definition ?? null,
      });
    for (const event of events) {
      this.#lastSeq = event.seq;
      this.#nextNumber = Math.max(this.#nextNumber, event.trial + 1);
      const trial = applyEvent(this.#trials, event);
      if (trial && event.event === 'asked') this.space.assertContains(trial.params, `trial ${trial.number}`);
    }
    for (const trial of this.trials) if (isFinal(trial)) this.#untold.push(this.#observed(trial));
    this.warnings = warnings;
  }

  /** All trials by number. */
  get trials(): readonly Trial<P>[] {
    return [...this.#trials.values()].sort((a, b) => a.number - b.number);
  }

  /** How many trials there are, whatever became of them. */
  get size(): number {
    return this.#trials.size;
  }

  /** @throws UserError when there is no such trial */
  trial(number: number): Trial<P> {
    const trial = this.#trials.get(number);
    if (!trial)
      throw new UserError(`The study ${this.id} has no such trial.`, { field: 'trial', value: number });
    return trial;
  }

  /** The finished trial with the best value, the earlier of equals; null while none has finished. */
  get best(): (Trial<P> & { readonly value: number }) | null {
    let best: (Trial<P> & { readonly value: number }) | null = null;
    for (const trial of this.trials) {
      if (trial.state !== 'finished' || trial.value === null) continue;
      if (!best || this.#sign * trial.value < this.#sign * best.value)
        best = { ...trial, value: trial.value };
    }
    return best;
  }

  /**
   * Trials without a result. In a study just opened: those that a coordinator now gone had asked for or started, to be
   * run again as their next attempt before anything new is asked for.
   */
  pending(): readonly Trial<P>[] {
    return this.trials.filter((trial) => !isFinal(trial));
  }

  /** The next trial's parameters, or null when the sampler is exhausted. */
  ask(): AskedTrial<P> | null {
    const seenSeq = this.#lastSeq;
    this.#sampler.update(this.#untold, this.pending());
    this.#untold = [];
    const suggestion = this.#sampler.suggest(1)[0];
    if (!suggestion) return null;
    const { params, proposedBy } = suggestion;
    this.space.assertContains(params, `suggestion of the ${this.#sampler.name} sampler`);
    const number = this.#nextNumber;
    this.#record({ event: 'asked', trial: number, params, proposedBy, seenSeq }, true);
    return { number, params, proposedBy, seenSeq };
  }

  /** A run of the trial begins. The first attempt is 1; a later one gives up what the earlier ones reported. */
  start(number: number, { attempt, runId }: { readonly attempt: number; readonly runId: string }): void {
    const trial = this.#open(number);
    if (attempt <= trial.attempt)
      throw new UserError(`Trial ${number} is at attempt ${trial.attempt} already.`, {
        field: 'attempt',
        value: attempt,
      });
    this.#record({ event: 'started', trial: number, attempt, runId }, true);
  }

  /** One epoch's metrics of the current attempt. Not finite numbers are kept as null. */
  report(number: number, epoch: number, metrics: Readonly<Record<string, number>>): void {
    const { attempt, state } = this.#open(number);
    if (state !== 'running')
      throw new UserError(`Trial ${number} reports before it was started.`, {
        field: 'trial',
        value: number,
        fix: 'Call start() first.',
      });
    const finite = Object.fromEntries(
      Object.entries(metrics).map(([name, value]) => [name, Number.isFinite(value) ? value : null]),
    );
    this.#record({ event: 'reported', trial: number, attempt, epoch, metrics: finite }, false);
  }

  /** What the pruner says to the trial's reports so far. */
  shouldPrune(number: number): PruneDecision {
    const others = this.trials.filter((other) => other.number !== number && other.reports.length > 0);
    return this.#pruner.shouldPrune(
      this.#prunerView(this.trial(number)),
      others.filter(({ state }) => state !== 'failed').map((other) => this.#prunerView(other)),
    );
  }

  /**
   * The trial's result. When it returns, the result is acknowledged: write the run's record before.
   *
   * @throws UserError for a finished trial without a finite value, and for a trial that has a result already
   */
  tell(number: number, result: TrialResult): void {
    const trial = this.#open(number);
    const last = trial.reports.at(-1);
    const value = result.value ?? (result.state === 'pruned' ? (last?.metrics[this.metric] ?? null) : null);
    if (
      result.state === 'finished'
        ? value === null || !Number.isFinite(value)
        : value !== null && !Number.isFinite(value)
    )
      throw new UserError('The objective of a trial is a finite number.', {
        field: `trial ${number}`,
        value: result.value,
        fix: 'Use fail() for a trial without a result.',
      });
    this.#record(
      {
        event: 'told',
        trial: number,
        attempt: Math.max(1, trial.attempt), // told without a start: a loop of one's own
        runId: result.runId ?? trial.runId ?? `${this.id}-t${number}`,
        state: result.state,
        value,
        epoch: last?.epoch ?? null,
        ...(result.reason === undefined ? {} : { reason: result.reason }),
        params: trial.params,
        proposedBy: trial.proposedBy,
      },
      true,
    );
    this.#untold.push(this.#observed(this.trial(number)));
  }

  /** The trial has no result and will not be tried again. */
  fail(number: number, error: unknown): void {
    const { attempt, runId } = this.#open(number);
    this.#record({ event: 'failed', trial: number, attempt, runId, error: trialError(error) }, true);
    this.#untold.push(this.#observed(this.trial(number)));
  }

  /** Closes the storage. Closing twice is harmless. */
  close(): void {
    this.#storage.close();
  }

  get #sign(): 1 | -1 {
    return this.direction === 'minimize' ? 1 : -1;
  }

  /** First stored, then known. */
  #record(event: StudyEvent, durable: boolean): void {
    canonicalJson(event); // refuses what JSON would lose
    const stored = this.#storage.append(event, { durable });
    this.#lastSeq = stored.seq;
    this.#nextNumber = Math.max(this.#nextNumber, event.trial + 1);
    applyEvent(this.#trials, stored);
  }

  #open(number: number): Trial<P> {
    const trial = this.trial(number);
    if (isFinal(trial))
      throw new UserError(
        `Trial ${number} has a result already: it ${trial.state === 'failed' ? 'failed' : `was ${trial.state}`}.`,
        {
          field: 'trial',
          value: number,
        },
      );
    return trial;
  }

  #observed({ number, params, state, value, reports }: Trial<P>): ObservedTrial<P> {
    const epoch = reports.at(-1)?.epoch;
    return {
      number,
      params,
      value: value === null || state === 'failed' ? null : this.#sign * value,
      state: state as ObservedTrial<P>['state'],
      ...(epoch === undefined ? {} : { epoch }),
    };
  }

  #prunerView({ number, state, reports }: Trial<P>): PrunerTrial {
    return {
      number,
      state: state === 'finished' || state === 'pruned' ? state : 'running',
      reports: reports.map(({ epoch, metrics }) => {
        const value = metrics[this.metric] ?? null;
        return { epoch, value: value === null ? null : this.#sign * value };
      }),
    };
  }
}

function isFinal({ state }: Trial): boolean {
  return state === 'finished' || state === 'pruned' || state === 'failed';
}

/** Anything that was thrown as plain JSON. */
export function trialError(error: unknown): TrialError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message, stack } = error;
  return { name, message, ...(stack === undefined ? {} : { stack }) };
}
