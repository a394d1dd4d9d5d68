import { FailureError } from '../errors/index.ts';
import { canonicalJson } from '../hash/index.ts';
import { STUDY_VERSION } from './events.ts';
import type { StoredEvent, StudyEvent, StudyHeader } from './events.ts';
import type { Params } from './params.ts';
import type { Space } from './space.ts';
import type { Storage } from './storage/storage.ts';
import { TrialTable, isFinal } from './trial-table.ts';
import type { Trial } from './trial.ts';

/**
 * A study's trials beside the storage that they come from: every change is stored first and known then. When the storage is
 * shared, a change begins with what other processes did.
 */
export class StudyLog<P extends Params> {
  readonly table: TrialTable<P>;
  /** What the storage found wrong when it was opened, one readable line each. */
  readonly warnings: readonly string[];
  readonly #space: Space<P>;
  readonly #storage: Storage;
  /** Trials with their result that nobody took yet. */
  #ended: Trial<P>[];
  #header: StudyHeader;

  /**
   * Opens or begins a study.
   *
   * @throws FailureError when the storage holds another study or cannot be read
   */
  constructor({ id, definition, space, storage }: StudyPlace<P>) {
    this.#space = space;
    this.#storage = storage;
    const { header, state, events, warnings } = storage.load();
    // Stored once more when a damaged header was lost: it goes to the end, nothing is rewritten.
    this.#header = header ?? storage.begin({ version: STUDY_VERSION, studyId: id, definition });
    if (this.#header.studyId !== id)
      throw new FailureError(`The storage holds the study ${this.#header.studyId}, not ${id}.`, {
        field: 'study',
        fix: 'Use another file for this study.',
      });
    this.table = new TrialTable(state);
    for (const trial of this.table.all()) this.#assertContains(trial);
    for (const event of events) {
      const trial = this.table.apply(event);
      if (trial && event.event === 'asked') this.#assertContains(trial);
    }
    this.#ended = this.table.all().filter(isFinal);
    this.warnings = warnings;
    this.snapshot();
  }

  /** Takes in what other processes did to a shared storage. */
  refresh(): void {
    for (const event of this.#storage.refresh()) this.#take(event);
  }

  /** Trials that got their result since the last call, here or in another process; the first time all that have one. */
  takeEnded(): Trial<P>[] {
    const ended = this.#ended;
    this.#ended = [];
    return ended;
  }

  /** Nobody else changes anything between the look and the change. */
  change<T>(work: () => T): T {
    return this.#storage.exclusively(() => {
      this.refresh();
      return work();
    });
  }

  /** First stored, then known. */
  record(event: StudyEvent, durable: boolean): void {
    canonicalJson(event); // refuses what JSON would lose
    if (this.#header.version < STUDY_VERSION)
      this.#header = this.#storage.begin({ ...this.#header, version: STUDY_VERSION });
    this.#take(this.#storage.append(event, { durable }));
  }

  /** What an event says of the process that has its trial: nothing with a single one. */
  get by(): { readonly by?: string } {
    const { writer } = this.#storage;
    return writer === null ? {} : { by: writer };
  }

  /** Whether nobody works any more at what that process had, in a study just opened. */
  isLeft(by: string | null): boolean {
    return by === null || by === this.#storage.writer || this.#storage.isGone(by);
  }

  /** Offers the storage a snapshot. */
  snapshot(): void {
    this.#storage.snapshot(() => this.table.state());
  }

  /** Closing twice is harmless. */
  close(): void {
    this.snapshot();
    this.#storage.close();
  }

  #take(event: StoredEvent): void {
    const trial = this.table.apply(event);
    if (!trial) return;
    if (event.event === 'asked') this.#assertContains(trial);
    if (event.event === 'told' || event.event === 'failed') this.#ended.push(trial);
  }

  #assertContains(trial: Trial<P>): void {
    this.#space.assertContains(trial.params, `trial ${trial.number}`);
  }
}

/** Which study, and where it is kept. */
export interface StudyPlace<P extends Params> {
  readonly id: string;
  readonly definition: unknown;
  readonly space: Space<P>;
  readonly storage: Storage;
}
