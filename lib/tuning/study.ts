import { FailureError, UserError } from '../errors/index.ts';
import { canonicalJson } from '../hash/index.ts';
import { TrialsByParams, resultOf } from './duplicates.ts';
import { STUDY_VERSION } from './events.ts';
import type { JsonValue, StoredEvent, StudyEvent, StudyHeader } from './events.ts';
import { Objectives } from './objectives.ts';
import type { Direction } from './objectives.ts';
import type { Params } from './params.ts';
import { NonePruner } from './pruners/none.ts';
import type { PruneDecision, Pruner, PrunerTrial } from './pruners/pruner.ts';
import type { ObservedTrial, Sampler } from './sampler.ts';
import { DistinctSampler } from './samplers/distinct.ts';
import type { Space } from './space.ts';
import { MemoryStorage } from './storage/memory.ts';
import type { Storage } from './storage/storage.ts';
import type { AskedTrial, StudyOptions, TrialResult } from './study-options.ts';
import { toldEvent } from './told-event.ts';
import type { Trial } from './trial.ts';
import { TrialTable, isFinal } from './trial-table.ts';
import { observedTrial, prunerTrial, trialError } from './trial-views.ts';

/** So many suggestions in a row are given an earlier result; then one is run, lest a sampler that knows no other go on for ever. */
const MOST_REUSED = 1000;

/**
 * One sampler's search: ask for parameters, run them as you like, tell what came of it. Every change is stored before it
 * is known here, so that a study opened again on the same storage goes on where the last one stopped. When the storage is
 * shared, every change first takes in what other processes did.
 */
export class Study<P extends Params = Params> {
  readonly id: string;
  readonly metric: string;
  readonly space: Space<P>;
  /** What the storage found wrong when it was opened, one readable line each. */
  readonly warnings: readonly string[];
  readonly #objectives: Objectives;
  readonly #sampler: Sampler<P>;
  readonly #reuses: boolean;
  readonly #sameParams = new TrialsByParams<P>(() => this.trials);
  readonly #pruner: Pruner;
  readonly #storage: Storage;
  readonly #table: TrialTable<P>;
  /** Final trials that the sampler was not told of yet. */
  #untold: ObservedTrial<P>[];
  #header: StudyHeader;

  /**
   * Opens or begins a study.
   *
   * @throws FailureError when the storage holds another study or cannot be read
   */
  constructor(options: StudyOptions<P>) {
    this.id = options.id ?? 'study';
    this.#objectives = new Objectives(options.direction);
    this.metric = options.metric ?? 'value';
    this.space = options.space;
    this.#sampler =
      options.duplicates === 'skip' ? new DistinctSampler(options.sampler, options.space) : options.sampler;
    this.#reuses = options.duplicates === 'reuse';
    this.#pruner = options.pruner ?? new NonePruner();
    this.#storage = options.storage ?? new MemoryStorage();
    const { header, state, events, warnings } = this.#storage.load();
    if (header && header.studyId !== this.id)
      throw new FailureError(`The storage holds the study ${header.studyId}, not ${this.id}.`, {
        field: 'study',
        fix: 'Use another file for this study.',
      });
    this.#header = header ?? {
      version: STUDY_VERSION,
      studyId: this.id,
      definition: options.definition ?? null,
    };
    // Stored once more when a damaged header was lost: it goes to the end, nothing is rewritten.
    if (!header) this.#storage.begin(this.#header);
    this.#table = new TrialTable(state);
    for (const trial of this.#table.all()) this.#assertContains(trial);
    for (const event of events) {
      const trial = this.#table.apply(event);
      if (trial && event.event === 'asked') this.#assertContains(trial);
    }
    this.#untold = this.trials.filter(isFinal).map((trial) => observedTrial(trial, this.#objectives));
    this.warnings = warnings;
    this.#storage.snapshot(() => this.#table.state());
  }

  /** Which way is better, by the first objective. */
  get direction(): Direction {
    return this.directions[0];
  }

  get directions(): readonly [Direction, ...Direction[]] {
    return this.#objectives.directions;
  }

  /** All trials by number. */
  get trials(): readonly Trial<P>[] {
    return this.#table.all();
  }

  /** How many trials there are, whatever became of them. */
  get size(): number {
    return this.#table.size;
  }

  /** @throws UserError when there is no such trial */
  trial(number: number): Trial<P> {
    return this.#table.get(number);
  }

  /**
   * The finished trial with the best value, the earlier of equals; null while none has finished.
   *
   * @throws UserError when the study has several objectives
   */
  get best(): (Trial<P> & { readonly value: number }) | null {
    if (this.#objectives.several)
      throw new UserError('A study with several objectives has no single best trial.', {
        field: this.id,
        fix: 'Take one of study.front.',
      });
    return this.#objectives.best(this.trials);
  }

  /** The Pareto front: finished trials that no other beats in one objective without being worse in another. */
  get front(): readonly Trial<P>[] {
    return this.#objectives.front(this.trials);
  }

  /** Trials without a result: asked, running or enqueued, here or in another process. */
  pending(): readonly Trial<P>[] {
    return this.#table.pending();
  }

  /**
   * Those pending trials that nobody works at any more, in a study just opened: a coordinator now gone had asked for or
   * started them. They are run again as their next attempt before anything new is asked for.
   */
  left(): readonly Trial<P>[] {
    const { writer } = this.#storage;
    return this.pending().filter(
      ({ queued, by }) => !queued && (by === null || by === writer || this.#storage.isGone(by)),
    );
  }

  /** Takes in what other processes did to a shared storage. Every change does so by itself. */
  refresh(): void {
    for (const event of this.#storage.refresh()) this.#take(event);
  }

  /**
   * The next trial's parameters: first what was enqueued, then what the sampler suggests.
   *
   * @param limit null is also returned when the study has so many trials. Default: no limit
   * @returns null when the sampler is exhausted
   */
  ask(limit = Infinity): AskedTrial<P> | null {
    return this.#change(() => {
      const queued = this.pending().find((trial) => trial.queued);
      if (queued) return this.#asked(queued.number, queued.params, queued.proposedBy, this.#table.lastSeq);
      for (let reused = 0; ; reused++) {
        const asked = this.#suggested(limit);
        if (!asked || reused === MOST_REUSED || !this.#reuse(asked)) return asked;
      }
    });
  }

  /** How many earlier trials have the same parameters: where results are noisy, an objective takes another seed for each. */
  repetition(number: number): number {
    return this.#sameParams.before(number, this.trial(number).params).length;
  }

  /**
   * Parameters of your own choice, handed out before the sampler's suggestions.
   *
   * @returns the trial's number
   * @throws UserError when they are not in the space
   */
  enqueue(params: P): number {
    this.space.assertContains(params, 'enqueued');
    return this.#change(() => {
      const trial = this.#table.nextNumber;
      const seenSeq = this.#table.lastSeq;
      this.#record({ event: 'asked', trial, params, proposedBy: 'prior', seenSeq, queued: true }, true);
      return trial;
    });
  }

  /** A run of the trial begins. The first attempt is 1; a later one gives up what the earlier ones reported. */
  start(number: number, { attempt, runId }: { readonly attempt: number; readonly runId: string }): void {
    this.#change(() => {
      const trial = this.#table.open(number);
      if (attempt <= trial.attempt)
        throw new UserError(`Trial ${number} is at attempt ${trial.attempt} already.`, {
          field: 'attempt',
          value: attempt,
        });
      this.#record({ event: 'started', trial: number, attempt, runId, ...this.#by }, true);
    });
  }

  /** One epoch's metrics of the current attempt. Not finite numbers are kept as null. */
  report(number: number, epoch: number, metrics: Readonly<Record<string, number>>): void {
    this.#change(() => {
      const { attempt, state } = this.#table.open(number);
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
    });
  }

  /** What the pruner says to the trial's reports so far. */
  shouldPrune(number: number): PruneDecision {
    const view = (trial: Trial<P>): PrunerTrial => prunerTrial(trial, this.metric, this.#objectives);
    const others = this.trials.filter(
      (other) => other.number !== number && other.reports.length > 0 && other.state !== 'failed',
    );
    return this.#pruner.shouldPrune(view(this.trial(number)), others.map(view));
  }

  /**
   * The trial's result. When it returns, the result is acknowledged: write the run's record before.
   *
   * @throws UserError for a finished trial without a finite value, and for a trial that has a result already
   */
  tell(number: number, result: TrialResult): void {
    this.#change(() => this.#told(number, result));
  }

  /** The trial has no result and will not be tried again. */
  fail(number: number, error: unknown): void {
    this.#change(() => {
      const { attempt, runId } = this.#table.open(number);
      this.#record({ event: 'failed', trial: number, attempt, runId, error: trialError(error) }, true);
    });
  }

  /** The worker of the current attempt was lost; the trial stays pending. `Trial.crashes` counts it. */
  crashed(number: number, error: unknown): void {
    this.#change(() => {
      const { attempt } = this.#table.open(number);
      this.#record({ event: 'crashed', trial: number, attempt, error: trialError(error) }, true);
    });
  }

  /** Keeps plain JSON of your own with a trial, whatever its state: `trial.notes[key]`. */
  note(number: number, key: string, value: JsonValue): void {
    this.#change(() => {
      this.trial(number);
      this.#record({ event: 'noted', trial: number, key, value }, true);
    });
  }

  /** Closes the storage. Closing twice is harmless. */
  close(): void {
    this.#storage.snapshot(() => this.#table.state());
    this.#storage.close();
  }

  #suggested(limit: number): AskedTrial<P> | null {
    if (this.size >= limit) return null;
    const seenSeq = this.#table.lastSeq;
    this.#sampler.update(this.#untold, this.pending());
    this.#untold = [];
    const suggestion = this.#sampler.suggest(1)[0];
    if (!suggestion) return null;
    const { params, proposedBy } = suggestion;
    this.space.assertContains(params, `suggestion of the ${this.#sampler.name} sampler`);
    return this.#asked(this.#table.nextNumber, params, proposedBy, seenSeq);
  }

  /** Whether the trial has got the result of an earlier one. */
  #reuse({ number, params }: AskedTrial<P>): boolean {
    const earlier = this.#reuses ? this.#sameParams.finishedBefore(number, params) : null;
    if (!earlier) return false;
    this.#record({ event: 'noted', trial: number, key: 'reuses', value: earlier.number }, true);
    this.#told(number, resultOf(earlier));
    return true;
  }

  #told(number: number, result: TrialResult): void {
    const { id, metric } = this;
    const event = toldEvent(this.#table.open(number), result, { id, metric, objectives: this.#objectives });
    this.#record(event, true);
  }

  get #by(): { readonly by?: string } {
    const { writer } = this.#storage;
    return writer === null ? {} : { by: writer };
  }

  /** Nobody else changes anything between the look and the change. */
  #change<T>(work: () => T): T {
    return this.#storage.exclusively(() => {
      this.refresh();
      return work();
    });
  }

  #asked(trial: number, params: P, proposedBy: Trial['proposedBy'], seenSeq: number): AskedTrial<P> {
    this.#record({ event: 'asked', trial, params, proposedBy, seenSeq, ...this.#by }, true);
    return { number: trial, params, proposedBy, seenSeq };
  }

  /** First stored, then known. */
  #record(event: StudyEvent, durable: boolean): void {
    canonicalJson(event); // refuses what JSON would lose
    if (this.#header.version < STUDY_VERSION) {
      const header = { ...this.#header, version: STUDY_VERSION };
      this.#storage.begin(header);
      this.#header = header;
    }
    this.#take(this.#storage.append(event, { durable }));
  }

  #take(event: StoredEvent): void {
    const trial = this.#table.apply(event);
    if (!trial) return;
    if (event.event === 'asked') this.#assertContains(trial);
    if (event.event === 'told' || event.event === 'failed')
      this.#untold.push(observedTrial(trial, this.#objectives));
  }

  #assertContains(trial: Trial<P>): void {
    this.space.assertContains(trial.params, `trial ${trial.number}`);
  }
}
