import { FailureError, errorMessage } from '../../errors/index.ts';
import type { StoredEvent, StudyEvent, StudyHeader } from '../events.ts';
import type { StudyState } from '../trial-table.ts';
import { JournalFile } from './journal-file.ts';
import { formatEvent, formatHeader } from './journal-line.ts';
import { isWriterGone, lockForAll, lockPerChange } from './journal-lock.ts';
import type { JournalLock } from './journal-lock.ts';
import { JOURNAL_START, parseJournal } from './journal-reader.ts';
import type { JournalPlace } from './journal-reader.ts';
import { readSnapshot, writeSnapshot } from './snapshot.ts';
import type { Clock, Storage, StoredStudy } from './storage.ts';

export interface JournalOptions {
  /** Default: the system's clock. */
  readonly now?: Clock;
  /**
   * Several processes of this machine work on the study at the same time: the lock is held for one change at a time
   * instead of from opening to closing. Default false.
   */
  readonly shared?: boolean;
  /** So long a shared journal waits for others to finish a change. Default 60,000 ms. */
  readonly patienceMs?: number;
  /** A snapshot is written when so many events came since the last one. Default 5,000. */
  readonly snapshotEvery?: number;
}

/**
 * A study in a file: append-only lines with sequence number, length and checksum.
 *
 * - A lock beside the file names the process that writes; a dead owner's lock is broken at once.
 * - `asked`, `started`, `told` and `failed` are fsynced before `append` returns. `reported` is not: it survives a crash of
 *   the process (the system has it), and after a power cut its trial runs again anyway.
 * - A torn tail, the beginning of a line that was never acknowledged, is cut off with one warning. A damaged line stays
 *   where it is and is named; nothing acknowledged is ever rewritten.
 * - A snapshot beside a long journal makes opening quick. It is checked against the journal's bytes and may be deleted.
 */
export class JournalStorage implements Storage {
  readonly #now: Clock;
  readonly #snapshotEvery: number;
  readonly #lock: JournalLock;
  readonly #file: JournalFile;
  readonly #loaded: StoredStudy;
  #place: JournalPlace;
  #header: StudyHeader | null;
  readonly #damages: string[];
  #sinceSnapshot: number;
  readonly #unseen: StoredEvent[] = [];
  #closed = false;

  /** @throws FailureError when another living process has the study open, or the file cannot be read */
  constructor(file: string, options: JournalOptions = {}) {
    this.#now = options.now ?? (() => new Date());
    this.#snapshotEvery = options.snapshotEvery ?? 5000;
    this.#lock = options.shared ? lockPerChange(file, options.patienceMs ?? 60_000) : lockForAll(file);
    let opened: JournalFile | null = null;
    try {
      const own = (opened = new JournalFile(file));
      this.#file = own;
      const { place, stored, damages } = this.#lock.hold(() => load(own));
      this.#place = place;
      this.#loaded = stored;
      this.#header = stored.header;
      this.#damages = damages;
      this.#sinceSnapshot = stored.events.length;
    } catch (error) {
      opened?.close();
      this.#lock.release();
      if (error instanceof FailureError) throw error;
      throw new FailureError(`Could not open the journal ${file}: ${errorMessage(error)}.`, {
        fix: 'Check the permissions of the folder and the free disk space.',
        cause: error,
      });
    }
  }

  get writer(): string | null {
    return this.#lock.writer;
  }

  load(): StoredStudy {
    return this.#loaded;
  }

  begin(header: StudyHeader): StudyHeader {
    return this.#lock.hold(() => {
      this.#takeIn(); // two that open an empty journal both find no header: the second one finds it here
      if (this.#header && this.#header.version >= header.version) return this.#header;
      this.#write(formatHeader(this.#place.lastSeq + 1, this.#now().toISOString(), header), true);
      this.#header = header;
      return header;
    });
  }

  exclusively<T>(work: () => T): T {
    return this.#lock.hold(work);
  }

  refresh(): readonly StoredEvent[] {
    this.#lock.hold(() => this.#takeIn());
    return this.#unseen.splice(0);
  }

  append(event: StudyEvent, { durable }: { readonly durable: boolean }): StoredEvent {
    return this.#lock.hold(() => {
      this.#takeIn();
      const stored = { ...event, seq: this.#place.lastSeq + 1, time: this.#now().toISOString() };
      this.#write(formatEvent(stored), durable);
      this.#sinceSnapshot++;
      return stored;
    });
  }

  snapshot(state: () => StudyState): void {
    // What others appended and the study has not applied yet is not in its state.
    if (this.#closed || this.#unseen.length > 0 || this.#sinceSnapshot < this.#snapshotEvery) return;
    this.#sinceSnapshot = 0;
    const [header, damages, place] = [this.#header, this.#damages, this.#place];
    writeSnapshot(this.#file.file, this.#file.readKnown(), { header, damages, place, state: state() });
  }

  isGone(writer: string): boolean {
    return isWriterGone(writer);
  }

  close(): void {
    this.#closed = true;
    this.#file.close();
    this.#lock.release();
  }

  /** What others appended. Before every change: new lines come behind all that there is. */
  #takeIn(): void {
    if (this.writer === null) return;
    const { place, header, events, damages } = takeRest(this.#file, this.#file.readRest(), this.#place);
    this.#place = place;
    this.#header = header ?? this.#header;
    this.#damages.push(...damages);
    this.#sinceSnapshot += events.length;
    this.#unseen.push(...events);
  }

  #write(line: string, durable: boolean): void {
    this.#file.write(line, durable);
    const { line: number, lastSeq } = this.#place;
    this.#place = { byte: this.#file.size, line: number + 1, lastSeq: lastSeq + 1 };
  }
}

interface Loaded {
  readonly stored: StoredStudy;
  readonly place: JournalPlace;
  readonly damages: string[];
}

function load(file: JournalFile): Loaded {
  const bytes = file.readRest();
  const snapshot = readSnapshot(file.file, bytes);
  const from = snapshot?.place ?? JOURNAL_START;
  file.advance(from.byte);
  const rest = takeRest(file, bytes.subarray(from.byte), from);
  const damages = [...(snapshot?.damages ?? []), ...rest.damages];
  const stored: StoredStudy = {
    header: rest.header ?? snapshot?.header ?? null,
    state: snapshot?.state ?? null,
    events: rest.events,
    warnings: [...damages, ...rest.torn],
  };
  return { stored, place: rest.place, damages };
}

interface Rest {
  readonly header: StudyHeader | null;
  readonly events: readonly StoredEvent[];
  readonly damages: readonly string[];
  /** At most one warning. */
  readonly torn: readonly string[];
  readonly place: JournalPlace;
}

/** Takes in `bytes`, which lie behind the known ones; their torn tail is cut off. The lock is held. */
function takeRest(file: JournalFile, bytes: Buffer, from: JournalPlace): Rest {
  const content = parseJournal(bytes, file.file, from);
  const { header, events, damages, lastSeq, keep, nextLine, tornBytes, needsNewline } = content;
  file.advance(keep);
  const torn: string[] = [];
  if (tornBytes > 0) {
    file.cutRest();
    torn.push(
      `${file.file}: the last line was torn; ${tornBytes} bytes that were never acknowledged are cut off.`,
    );
  }
  if (needsNewline) file.write('\n', true);
  return { header, events, damages, torn, place: { byte: file.size, line: nextLine, lastSeq } };
}
