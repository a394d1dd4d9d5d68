/**
 * Wrote test/fixtures/journal-v3/journal.jsonl once, when version 3 was current; it is never written again:
 * `node --import=tsx test/golden/scripts/journal-v3.ts FOLDER`.
 */
import path from 'node:path';
import type { StudyEvent } from 'sentilab/tuning';
import { JournalStorage } from 'sentilab/tuning/node';

const events: readonly StudyEvent[] = [
  { event: 'asked', trial: 0, params: {}, proposedBy: 'prior', seenSeq: 0 },
  { event: 'started', trial: 0, attempt: 1, runId: 'r0' },
  {
    ...{ event: 'suggested', trial: 0, name: 'lr', value: 0.01 },
    dimension: { kind: 'float', low: 0.001, high: 0.1, scale: 'log' },
  },
  {
    ...{ event: 'suggested', trial: 0, name: 'cell', value: 'gru' },
    dimension: { kind: 'categorical', choices: ['lstm', 'gru'] },
  },
  {
    ...{ event: 'told', trial: 0, attempt: 1, runId: 'r0', state: 'finished', value: 0.5, epoch: null },
    ...{ params: { lr: 0.01, cell: 'gru' }, proposedBy: 'prior' },
  },
];

const folder = process.argv[2] ?? 'test/fixtures/journal-v3';
const storage = new JournalStorage(path.join(folder, 'journal.jsonl'), {
  now: () => new Date('2026-11-28T01:00:00.000Z'),
});
storage.begin({ version: 3, studyId: 'three', definition: { title: 'version 3' } });
for (const event of events) storage.append(event, { durable: true });
storage.close();
