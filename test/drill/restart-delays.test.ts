import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openResults } from 'sentilab/tracking/node';
import { JournalStorage } from 'sentilab/tuning/node';
import { percentile95, restartDelays } from '../../bin/drill/restart-delays.ts';

describe('time from a restart to the next trial', () => {
  it('is that of the first trial begun before the following start, over all studies', () => {
    const root = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-restart-'));
    for (const [study, times] of [
      ['a', [100, 1500, 1900]],
      ['b', [3200]],
    ] as const) {
      let time = 0;
      const file = openResults(root).paths('tiny').journalFile(study);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      const storage = new JournalStorage(file, { now: () => new Date(time) });
      storage.begin({ version: 2, studyId: study, definition: null });
      for (const [trial, at] of times.entries()) {
        time = at;
        storage.append({ event: 'started', trial, attempt: 1, runId: `r${trial}` }, { durable: false });
      }
      storage.close();
    }
    assert.deepEqual(restartDelays(root, 'tiny', [1000, 2000, 2500, 9000]), [500, 700]);
    assert.deepEqual(restartDelays(root, 'missing', [1000]), []);
  });

  it('has a 95th percentile that 95 % of the values do not exceed', () => {
    assert.equal(percentile95(Array.from({ length: 100 }, (_, i) => 100 - i)), 95);
    assert.equal(percentile95([3]), 3);
    assert.equal(percentile95([]), null);
  });
});
