import type { StoredEvent, StudyEvent, StudyHeader } from '../events.ts';
import type { StudyState } from '../trial-table.ts';

/** What a storage held when it was opened. */
export interface StoredStudy {
  /** null when the storage is new (or its header was damaged). */
  readonly header: StudyHeader | null;
  /** Where the study stood before `events`; null when `events` are all there are. */
  readonly state: StudyState | null;
  readonly events: readonly StoredEvent[];
  /** What was found wrong and put right, one readable line each; nobody has printed them yet. */
  readonly warnings: readonly string[];
}

/** Keeps a study's events in order; appending is the only change there is. */
export interface Storage {
  /**
   * Who appends, when several processes share the storage; null when this is the only one. Trials carry it, so that
   * nobody runs again what another living process runs.
   */
  readonly writer: string | null;
  load(): StoredStudy;
  /**
   * Writes the header of a new study, or of a newer version; unless another process has done so in the meantime.
   *
   * @returns the header that stands
   */
  begin(header: StudyHeader): StudyHeader;
  /**
   * Runs `work` while nobody else appends: look at what others did (`refresh`), decide, append. Appending outside of it
   * is fine for an only writer.
   *
   * @throws FailureError when others do not let go of it for long
   */
  exclusively<T>(work: () => T): T;
  /** What others appended since the last look, in order. */
  refresh(): readonly StoredEvent[];
  /**
   * Adds an event. When it returns, the event will be there after a crash of this process; with `durable` also after a
   * power cut.
   *
   * @throws FailureError when it could not be written; then nothing of it is stored
   */
  append(event: StudyEvent, options: { readonly durable: boolean }): StoredEvent;
  /** Offers the state after all events so far, so that the next opening is quick. The storage may decline. */
  snapshot(state: () => StudyState): void;
  /** Whether that writer can never append again. */
  isGone(writer: string): boolean;
  /** Closing twice is harmless. */
  close(): void;
}

/** The time, as an argument, so that tests do not depend on it. */
export type Clock = () => Date;
