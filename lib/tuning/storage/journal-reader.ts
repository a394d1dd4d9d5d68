import fs from 'node:fs';
import { FailureError, errorMessage } from '../../errors/index.ts';
import { STUDY_VERSION } from '../events.ts';
import type { StoredEvent, StudyHeader } from '../events.ts';
import { parseRecord, readRecordAt } from './journal-line.ts';

/** What a journal's bytes hold. */
export interface JournalContent {
  readonly header: StudyHeader | null;
  readonly events: readonly StoredEvent[];
  /** One readable line per damaged place, naming the lines and the records lost. */
  readonly damages: readonly string[];
  /** Highest sequence number that was given out, lost records included; -1 for an empty file. */
  readonly lastSeq: number;
  /** So many of the bytes are to be kept. */
  readonly keep: number;
  /** Number of the line that comes after those. */
  readonly nextLine: number;
  /** What lies after `keep` is the beginning of a record that was never acknowledged. */
  readonly tornBytes: number;
  /** The last record kept has no newline yet. */
  readonly needsNewline: boolean;
}

/** Where in its file a stretch of a journal begins. */
export interface JournalPlace {
  readonly byte: number;
  /** From 1. */
  readonly line: number;
  /** The last sequence number before it; -1 at the beginning. */
  readonly lastSeq: number;
}

export const JOURNAL_START: JournalPlace = { byte: 0, line: 1, lastSeq: -1 };

/**
 * Reads a journal without a lock while a coordinator may be writing: a torn tail is silently left aside, it is about to
 * become a whole line.
 *
 * @throws FailureError when the file cannot be read or was written by a newer version
 */
export function readJournal(file: string): Pick<JournalContent, 'header' | 'events' | 'damages'> {
  const { header, events, damages } = parseJournal(readBytes(file), file);
  return { header, events, damages };
}

/** @throws FailureError naming the file */
export function readBytes(file: string): Buffer {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    throw new FailureError(`Could not read the journal ${file}: ${errorMessage(error)}.`, { cause: error });
  }
}

/**
 * Takes a journal, or the rest of one from `start` on, apart. A damaged line costs that record alone; sequence numbers and
 * line numbers name it.
 *
 * @throws FailureError when a newer version wrote it
 */
export function parseJournal(bytes: Buffer, file: string, start = JOURNAL_START): JournalContent {
  let header: StudyHeader | null = null;
  const events: StoredEvent[] = [];
  const damages: string[] = [];
  let { lastSeq, line } = start;
  let position = 0;
  let damage: { readonly line: number; readonly start: number; lines: number } | null = null;
  let needsNewline = false;

  const closeDamage = (nextSeq: number | null): void => {
    if (!damage) return;
    const lost = nextSeq === null ? damage.lines : nextSeq - lastSeq - 1;
    const records =
      lost === 1 ? `record ${lastSeq + 1} is` : `records ${lastSeq + 1} to ${lastSeq + lost} are`;
    const where =
      damage.lines === 1
        ? `line ${damage.line}`
        : `lines ${damage.line} to ${damage.line + damage.lines - 1}`;
    damages.push(
      lost > 0
        ? `${file}: ${where} (byte ${start.byte + damage.start}) is damaged; ${records} lost, all others are kept.`
        : `${file}: ${where} (byte ${start.byte + damage.start}) is damaged; no record is lost.`,
    );
    if (nextSeq === null) lastSeq += lost;
    damage = null;
  };

  while (position < bytes.length) {
    const found = readRecordAt(bytes, position);
    if (found) {
      const record = parseRecord(found.json);
      refuseNewer(found.json, file);
      const seq = record?.seq ?? lastSeq + 1;
      closeDamage(seq);
      if (!record)
        damages.push(
          `${file}: line ${line} (record ${seq}) is of a kind that this version does not know; it is left aside.`,
        );
      else if (record.kind === 'header') header = record.header;
      else events.push(record.event);
      lastSeq = seq;
      if (found.end >= bytes.length) {
        position = found.end;
        needsNewline = true;
        break;
      }
      if (bytes[found.end] === 0x0a) line++;
      else if (readRecordAt(bytes, found.end + 1))
        damages.push(
          `${file}: the end of line ${line} (byte ${start.byte + found.end}) is damaged; no record is lost.`,
        );
      else {
        // Not a line end and no record behind it: whatever it is begins here.
        position = found.end;
        const newline = bytes.indexOf(0x0a, position);
        if (newline === -1) {
          needsNewline = true;
          break;
        }
        damage = { line, start: position, lines: 1 };
        position = newline + 1;
        line++;
        continue;
      }
      position = found.end + 1;
      continue;
    }
    const newline = bytes.indexOf(0x0a, position);
    if (newline === -1) break; // torn tail
    if (damage) damage.lines++;
    else damage = { line, start: position, lines: 1 };
    position = newline + 1;
    line++;
  }
  closeDamage(null);
  return {
    header,
    events,
    damages,
    lastSeq,
    keep: position,
    nextLine: needsNewline ? line + 1 : line,
    tornBytes: bytes.length - position,
    needsNewline,
  };
}

/** Older versions load for ever; what a newer one means, nobody here can know. */
function refuseNewer(json: unknown, file: string): void {
  const { event, version } = json as { readonly event?: unknown; readonly version?: unknown };
  if (event === 'study' && typeof version === 'number' && version > STUDY_VERSION)
    throw new FailureError(
      `${file} was written by a newer version (format ${version}, this one knows ${STUDY_VERSION}).`,
      {
        fix: 'Update sentilab, or use another results folder.',
      },
    );
}
