import fs from 'node:fs';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { FailureError } from '../../errors/index.ts';
import { writeFileAtomic } from '../../files/node.ts';
import type { StudyHeader } from '../events.ts';
import type { StudyState } from '../trial-table.ts';
import type { JournalPlace } from './journal-reader.ts';

/** Raised when the shape changes; a snapshot of another version is left aside, the journal has everything. */
const SNAPSHOT_VERSION = 1;

/** What a journal's first bytes said, kept beside it. */
export interface Snapshot {
  readonly header: StudyHeader | null;
  readonly state: StudyState;
  /** Of those bytes; named again at every opening. */
  readonly damages: readonly string[];
  /** Up to here the journal is covered. */
  readonly place: JournalPlace;
}

const headSchema = z.object({
  snapshot: z.literal(SNAPSHOT_VERSION),
  length: z.int(),
  crc: z.int(),
  journalCrc: z.int(),
  place: z.object({ byte: z.int(), line: z.int(), lastSeq: z.int() }),
});

/**
 * Writes `<journal>.snapshot`: one line with lengths and checksums, one with the content. It only saves time: nothing is
 * lost without it, so a disk that is full is no error.
 *
 * @param journal the bytes of the journal up to `place`
 */
export function writeSnapshot(file: string, journal: Buffer, { place, ...content }: Snapshot): void {
  const body = Buffer.from(JSON.stringify(content));
  const head = {
    snapshot: SNAPSHOT_VERSION,
    length: body.length,
    crc: crc32(body),
    journalCrc: crc32(journal.subarray(0, place.byte)),
    place,
  };
  try {
    writeFileAtomic(`${file}.snapshot`, Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), body]));
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
  }
}

/**
 * The snapshot beside a journal, if it is whole and was taken of these very bytes; else null: then the journal is read
 * from its beginning.
 *
 * @param journal the journal's bytes
 */
export function readSnapshot(file: string, journal: Buffer): Snapshot | null {
  try {
    const bytes = fs.readFileSync(`${file}.snapshot`);
    const end = bytes.indexOf(0x0a);
    const head = headSchema.parse(JSON.parse(bytes.toString('utf8', 0, Math.max(0, end))));
    const body = bytes.subarray(end + 1);
    const { place } = head;
    if (body.length !== head.length || crc32(body) !== head.crc) return null;
    if (journal.length < place.byte || crc32(journal.subarray(0, place.byte)) !== head.journalCrc)
      return null;
    // Version and checksum say that it is what writeSnapshot wrote; checking 50,000 trials field by field takes seconds.
    return { ...(JSON.parse(body.toString('utf8')) as Omit<Snapshot, 'place'>), place };
  } catch {
    return null;
  }
}
