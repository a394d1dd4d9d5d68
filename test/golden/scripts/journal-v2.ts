/**
 * Wrote test/fixtures/journal-v2/journal.jsonl once, when version 2 was current; it is never written again:
 * `node --import=tsx test/golden/scripts/journal-v2.ts FOLDER`.
 */
import path from 'node:path';
import type { StudyEvent } from 'sentilab/tuning';
import { JournalStorage } from 'sentilab/tuning/node';

const asked = { proposedBy: 'prior', seenSeq: 0 } as const;
const by = '4711|123456|host';
const events: readonly StudyEvent[] = [
  { event: 'asked', trial: 0, params: { x: 0.1 }, ...asked, queued: true },
  { event: 'asked', trial: 0, params: { x: 0.1 }, ...asked, by },
  { event: 'started', trial: 0, attempt: 1, runId: 'r0', by },
  { event: 'reported', trial: 0, attempt: 1, epoch: 1, metrics: { value: 0.5 } },
  { event: 'crashed', trial: 0, attempt: 1, error: { name: 'FailureError', message: 'killed' } },
  { event: 'started', trial: 0, attempt: 2, runId: 'r0b', by },
  {
    ...{ event: 'told', trial: 0, attempt: 2, runId: 'r0b', state: 'finished' },
    ...{ value: 0.5, values: [0.5, 12], epoch: null, params: { x: 0.1 }, proposedBy: 'prior' },
  },
  { event: 'noted', trial: 0, key: 'machine', value: { cores: 2, names: ['ä', null] } },
  { event: 'asked', trial: 1, params: { x: 0.2 }, ...asked, queued: true },
  { event: 'asked', trial: 2, params: { x: 0.3 }, ...asked },
  { event: 'failed', trial: 2, attempt: 0, runId: null, error: { name: 'Error', message: 'no' } },
];

const folder = process.argv[2] ?? 'test/fixtures/journal-v2';
const storage = new JournalStorage(path.join(folder, 'journal.jsonl'), {
  now: () => new Date('2026-11-27T17:00:00.000Z'),
});
storage.begin({ version: 2, studyId: 'two', definition: { title: 'version 2' } });
for (const event of events) storage.append(event, { durable: true });
storage.close();
