import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { journalStudy, runTrial } from '../journal/study.ts';

/** What a trial of three epochs and ten parameters costs a study on a journal: six events, each on the disk before it counts. */
export function journalRate(trials: number): {
  readonly appendsPerSecond: number;
  readonly bytesPerTrial: number;
} {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-scale-'));
  try {
    const file = path.join(folder, 'journal.jsonl');
    const study = journalStudy(file);
    const begun = performance.now();
    for (let trial = 0; trial < trials; trial++) runTrial(study);
    const seconds = (performance.now() - begun) / 1000;
    study.close();
    return { appendsPerSecond: (6 * trials) / seconds, bytesPerTrial: fs.statSync(file).size / trials };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
