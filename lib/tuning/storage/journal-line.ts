import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { studyEventSchema } from '../events.ts';
import type { StoredEvent, StudyHeader } from '../events.ts';

/**
 * One record is one line:
 *
 *     {"crc":"89abcdef","length":57,"record":{"seq":1,"time":"…","event":"asked",…}}
 *
 * `length` counts the bytes of the record's JSON text, `crc` is its CRC-32. A line is JSON, so that any tool can read it;
 * the fixed prefix lets a reader find a record's end without trusting the line's.
 */
export type JournalRecord =
  | { readonly kind: 'header'; readonly seq: number; readonly time: string; readonly header: StudyHeader }
  | { readonly kind: 'event'; readonly seq: number; readonly time: string; readonly event: StoredEvent };

const PREFIX = /^\{"crc":"([0-9a-f]{8})","length":(\d{1,9}),"record":/;
const LONGEST_PREFIX = 48;

const headerSchema = z.object({
  seq: z.int().min(0),
  time: z.string(),
  event: z.literal('study'),
  version: z.int().min(1),
  studyId: z.string(),
  definition: z.json(),
});
const stamp = { seq: z.int().min(0), time: z.string() };
const eventSchemas = new Map(
  studyEventSchema.options.map((option) => [option.shape.event.value, option.extend(stamp)] as const),
);

/** The line of a record, with its newline. `record` is its JSON text. */
export function formatLine(record: string): string {
  const bytes = Buffer.from(record);
  return `{"crc":"${checksum(bytes)}","length":${bytes.length},"record":${record}}\n`;
}

export function formatHeader(seq: number, time: string, header: StudyHeader): string {
  return formatLine(JSON.stringify({ seq, time, event: 'study', ...header }));
}

export function formatEvent(event: StoredEvent): string {
  const { seq, time, ...rest } = event;
  return formatLine(JSON.stringify({ seq, time, ...rest }));
}

/**
 * The record that begins at `start`, if a whole and undamaged one does.
 *
 * @returns its JSON and the offset after its closing brace (where its newline should be), or null
 */
export function readRecordAt(
  bytes: Buffer,
  start: number,
): { readonly json: unknown; readonly end: number } | null {
  const match = PREFIX.exec(bytes.toString('latin1', start, Math.min(bytes.length, start + LONGEST_PREFIX)));
  if (!match) return null;
  const from = start + match[0].length;
  const to = from + Number(match[2]);
  if (to >= bytes.length || bytes[to] !== 0x7d) return null;
  const record = bytes.subarray(from, to);
  if (checksum(record) !== match[1]) return null;
  try {
    return { json: JSON.parse(record.toString('utf8')) as unknown, end: to + 1 };
  } catch {
    return null; // the checksum of something that is not JSON: nothing that we wrote
  }
}

/** A record out of its JSON, or null when it is of a shape that this version does not know. */
export function parseRecord(json: unknown): JournalRecord | null {
  const name = (json as { event?: unknown } | null)?.event;
  if (name === 'study') {
    const parsed = headerSchema.safeParse(json);
    if (!parsed.success) return null;
    const { seq, time, version, studyId, definition } = parsed.data;
    return { kind: 'header', seq, time, header: { version, studyId, definition } };
  }
  const parsed = eventSchemas.get(name as StoredEvent['event'])?.safeParse(json);
  if (!parsed?.success) return null;
  const event = parsed.data as StoredEvent;
  return { kind: 'event', seq: event.seq, time: event.time, event };
}

function checksum(bytes: Uint8Array): string {
  return crc32(bytes).toString(16).padStart(8, '0');
}
