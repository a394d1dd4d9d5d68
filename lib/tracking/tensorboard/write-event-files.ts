import fs from 'node:fs';
import path from 'node:path';
import { writeFileAtomic } from '../../files/node.ts';
import type { RunRecord } from '../schema/run-record.ts';
import { tensorBoardFile } from './run-events.ts';

/**
 * Writes runs as TensorBoard reads them: a folder per run with one event file, written anew when it is there.
 *
 * @param folder what `tensorboard --logdir` is given
 */
export function writeEventFiles(folder: string, records: readonly RunRecord[]): void {
  for (const record of records) {
    const own = path.join(folder, record.id);
    fs.mkdirSync(own, { recursive: true });
    const seconds = Math.floor(Date.parse(record.timing.startedAt) / 1000);
    writeFileAtomic(path.join(own, `events.out.tfevents.${seconds}.sentilab`), tensorBoardFile(record));
  }
}
