import { UserError } from '../errors/index.ts';
import { suggestParam } from './by-run/suggest-param.ts';
import type { Dimension } from './dimensions/dimension.ts';
import { TrialsByParams, resultOf } from './duplicates.ts';
import type { JsonValue } from './events.ts';
import { Objectives } from './objectives.ts';
import type { Direction } from './objectives.ts';
import type { ParamValue, Params } from './params.ts';
import { NonePruner } from './pruners/none.ts';
import type { PruneDecision, Pruner } from './pruners/pruner.ts';
import type { Sampler } from './sampler.ts';
import { DistinctSampler } from './samplers/distinct.ts';
import type { Space } from './space.ts';
import { MemoryStorage } from './storage/memory.ts';
import { StudyLog } from './study-log.ts';
import type { AskedTrial, StudyOptions, TrialResult } from './study-options.ts';
import { toldEvent } from './told-event.ts';
import type { Trial } from './trial.ts';
import { observedTrial, prunerTrials, storedMetrics, trialError } from './trial-views.ts';

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
  readonly #objectives: Objectives;
  readonly #sampler: Sampler<P>;
  readonly #reuses: boolean;
  readonly #sameParams = new TrialsByParams<P>(() => this.trials);
  readonly #pruner: Pruner;
  readonly #log: StudyLog<P>;
  #stopReason: string | null = null;

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
    const { definition = null, storage = new MemoryStorage() } = options;
    this.#log = new StudyLog<P>({ id: this.id, definition, space: this.space, storage });
  }

  /** What the storage found wrong when it was opened, one readable line each. */
  get warnings(): readonly string[] {
    return this.#log.warnings;
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
    return this.#log.table.all();
  }

  /** How many trials there are, whatever became of them. */
  get size(): number {
    return this.#log.table.size;
  }

  /** @throws UserError when there is no such trial */
  trial(number: number): Trial<P> {
    return this.#log.table.get(number);
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
    return this.#log.table.pending();
  }

  /**
   * Those pending trials that nobody works at any more, in a study just opened: a coordinator now gone had asked for or
   * started them. They are run again as their next attempt before anything new is asked for.
   */
  left(): readonly Trial<P>[] {
    return this.pending().filter(({ queued, by }) => !queued && this.#log.isLeft(by));
  }

  /** Takes in what other processes did to a shared storage. Every change does so by itself. */
  refresh(): void {
    this.#log.refresh();
  }

  /**
   * The next trial's parameters: first what was enqueued, then what the sampler suggests.
   *
   * @param limit null is also returned when the study has so many trials. Default: no limit
   * @returns null when the sampler is exhausted
   */
  ask(limit = Infinity): AskedTrial<P> | null {
    return this.#log.change(() => {
      const queued = this.pending().find((trial) => trial.queued);
      if (queued)
        return this.#asked(queued.number, queued.params, queued.proposedBy, this.#log.table.lastSeq);
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
    return this.#log.change(() => {
      const trial = this.#log.table.nextNumber;
      const seenSeq = this.#log.table.lastSeq;
      this.#log.record({ event: 'asked', trial, params, proposedBy: 'prior', seenSeq, queued: true }, true);
      return trial;
    });
  }

  /**
   * The value of a parameter that a running trial asks for, in a study defined by running it (`byRunStudy`).
   *
   * @throws UserError when the study has a space, or the trial asked for it with another range
   */
  suggest(number: number, name: string, dimension: Dimension): ParamValue {
    return this.#log.change(() => {
      const trial = this.#log.table.open(number);
      const { value, isNew } = suggestParam(trial, this.#sampler, name, dimension);
      if (isNew) this.#log.record({ event: 'suggested', trial: number, name, value, dimension }, true);
      return value;
    });
  }

  /** A run of the trial begins. The first attempt is 1; a later one gives up what the earlier ones reported. */
  start(number: number, { attempt, runId }: { readonly attempt: number; readonly runId: string }): void {
    this.#log.change(() => {
      const trial = this.#log.table.open(number);
      if (attempt <= trial.attempt)
        throw new UserError(`Trial ${number} is at attempt ${trial.attempt} already.`, {
          field: 'attempt',
          value: attempt,
        });
      this.#log.record({ event: 'started', trial: number, attempt, runId, ...this.#log.by }, true);
    });
  }

  /** One epoch's metrics of the current attempt. Not finite numbers are kept as null. */
  report(number: number, epoch: number, metrics: Readonly<Record<string, number>>): void {
    this.#log.change(() => {
      const { attempt, state } = this.#log.table.open(number);
      if (state !== 'running')
        throw new UserError(`Trial ${number} reports before it was started.`, {
          field: 'trial',
          value: number,
          fix: 'Call start() first.',
        });
      const stored = storedMetrics(metrics);
      this.#log.record({ event: 'reported', trial: number, attempt, epoch, metrics: stored }, false);
    });
  }

  /** What the pruner says to the trial's reports so far. */
  shouldPrune(number: number): PruneDecision {
    const { trial, others } = prunerTrials(this.trial(number), this.trials, this.metric, this.#objectives);
    return this.#pruner.shouldPrune(trial, others);
  }

  /**
   * The trial's result. When it returns, the result is acknowledged: write the run's record before.
   *
   * @throws UserError for a finished trial without a finite value, and for a trial that has a result already
   */
  tell(number: number, result: TrialResult): void {
    this.#log.change(() => this.#told(number, result));
  }

  /** The trial has no result and will not be tried again. */
  fail(number: number, error: unknown): void {
    this.#log.change(() => {
      const { attempt, runId } = this.#log.table.open(number);
      this.#log.record({ event: 'failed', trial: number, attempt, runId, error: trialError(error) }, true);
    });
  }

  /** The worker of the current attempt was lost; the trial stays pending. `Trial.crashes` counts it. */
  crashed(number: number, error: unknown): void {
    this.#log.change(() => {
      const { attempt } = this.#log.table.open(number);
      this.#log.record({ event: 'crashed', trial: number, attempt, error: trialError(error) }, true);
    });
  }

  /** Keeps plain JSON of your own with a trial, whatever its state: `trial.notes[key]`. */
  note(number: number, key: string, value: JsonValue): void {
    this.#log.change(() => {
      this.trial(number);
      this.#log.record({ event: 'noted', trial: number, key, value }, true);
    });
  }

  /**
   * Ends what `runStudy` and `optimize` do with this study in this process: no further trial is begun, those that run come to
   * their end. The next call goes on.
   *
   * @param reason in words
   */
  stop(reason: string): void {
    this.#stopReason = reason;
  }

  /** What `stop` said; null while the study may go on. */
  get stopReason(): string | null {
    return this.#stopReason;
  }

  /** Takes `stop` back. */
  resume(): void {
    this.#stopReason = null;
  }

  /** Closes the storage. Closing twice is harmless. */
  close(): void {
    this.#log.close();
  }

  #suggested(limit: number): AskedTrial<P> | null {
    if (this.size >= limit) return null;
    const seenSeq = this.#log.table.lastSeq;
    const ended = this.#log.takeEnded().map((trial) => observedTrial(trial, this.#objectives));
    this.#sampler.update(ended, this.pending());
    const suggestion = this.#sampler.suggest(1)[0];
    if (!suggestion) return null;
    const { params, proposedBy } = suggestion;
    this.space.assertContains(params, `suggestion of the ${this.#sampler.name} sampler`);
    return this.#asked(this.#log.table.nextNumber, params, proposedBy, seenSeq);
  }

  /** Whether the trial has got the result of an earlier one. */
  #reuse({ number, params }: AskedTrial<P>): boolean {
    const earlier = this.#reuses ? this.#sameParams.finishedBefore(number, params) : null;
    if (!earlier) return false;
    this.#log.record({ event: 'noted', trial: number, key: 'reuses', value: earlier.number }, true);
    this.#told(number, resultOf(earlier));
    return true;
  }

  #told(number: number, result: TrialResult): void {
    const { id, metric } = this;
    const event = toldEvent(this.#log.table.open(number), result, {
      id,
      metric,
      objectives: this.#objectives,
    });
    this.#log.record(event, true);
  }

  #asked(trial: number, params: P, proposedBy: Trial['proposedBy'], seenSeq: number): AskedTrial<P> {
    this.#log.record({ event: 'asked', trial, params, proposedBy, seenSeq, ...this.#log.by }, true);
    return { number: trial, params, proposedBy, seenSeq };
  }
}
