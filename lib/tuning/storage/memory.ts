import type { StoredEvent, StudyEvent, StudyHeader } from '../events.ts';
import type { Clock, Storage, StoredStudy } from './storage.ts';

/** A study that lives as long as the process: notebooks, browsers, tests. */
export class MemoryStorage implements Storage {
  readonly writer = null;
  #header: StudyHeader | null = null;
  readonly #events: StoredEvent[] = [];
  readonly #now: Clock;

  constructor(options: { readonly now?: Clock } = {}) {
    this.#now = options.now ?? (() => new Date());
  }

  load(): StoredStudy {
    return { header: this.#header, state: null, events: [...this.#events], warnings: [] };
  }

  begin(header: StudyHeader): StudyHeader {
    this.#header = header;
    return header;
  }

  exclusively<T>(work: () => T): T {
    return work();
  }

  refresh(): readonly StoredEvent[] {
    return [];
  }

  append(event: StudyEvent): StoredEvent {
    // A copy, as a file would give it back: later changes to the caller's objects do not reach it.
    const stored = {
      ...structuredClone(event),
      seq: this.#events.length + 1,
      time: this.#now().toISOString(),
    };
    this.#events.push(stored);
    return stored;
  }

  snapshot(): void {}

  isGone(): boolean {
    return true;
  }

  close(): void {}
}
