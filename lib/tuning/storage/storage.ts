import type { StoredEvent, StudyEvent, StudyHeader } from '../events.ts';

/** What a storage held when it was opened. */
export interface StoredStudy {
  /** null when the storage is new (or its header was damaged). */
  readonly header: StudyHeader | null;
  readonly events: readonly StoredEvent[];
  /** What was found wrong and put right, one readable line each; nobody has printed them yet. */
  readonly warnings: readonly string[];
}

/** Keeps a study's events in order. One study writes; appending is the only change there is. */
export interface Storage {
  load(): StoredStudy;
  /** Writes the header of a new study. */
  begin(header: StudyHeader): void;
  /**
   * Adds an event. When it returns, the event will be there after a crash of this process; with `durable` also after a
   * power cut.
   *
   * @throws FailureError when it could not be written; then nothing of it is stored
   */
  append(event: StudyEvent, options: { readonly durable: boolean }): StoredEvent;
  /** Closing twice is harmless. */
  close(): void;
}

/** The time, as an argument, so that tests do not depend on it. */
export type Clock = () => Date;
