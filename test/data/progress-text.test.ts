import assert from 'node:assert/strict';
import { DownloadProgress } from '../../lib/data/download/progress-text.ts';
import { downloadProgress } from '../../bin/data/download-progress.ts';

const MIB = 2 ** 20;

describe('progress of a download', () => {
  it('tells bytes, rate over the last seconds and time left', () => {
    let now = 0;
    const progress = new DownloadProgress('x.zip', 100 * MIB, () => now);
    assert.equal(progress.at(0), 'x.zip: 0.0 of 100.0 MiB');
    now = 1000;
    assert.equal(progress.at(2 * MIB), 'x.zip: 2.0 of 100.0 MiB, 2.0 MiB/s, 49 s left');
    now = 20_000; // slower since
    progress.at(4 * MIB);
    now = 21_000;
    assert.equal(progress.at(4.1 * MIB), 'x.zip: 4.1 of 100.0 MiB, 0.1 MiB/s, 16 min left');
  });

  it('begins to count anew when the download does', () => {
    let now = 0;
    const progress = new DownloadProgress('x', 100 * MIB, () => now);
    progress.at(50 * MIB);
    now = 1000;
    assert.equal(progress.at(1 * MIB), 'x: 1.0 of 100.0 MiB');
    now = 2000;
    assert.match(progress.at(3 * MIB), /, 2\.0 MiB\/s/);
  });

  it('is written over on a terminal, and a plain line every ten seconds elsewhere', () => {
    for (const isTTY of [true, false]) {
      let now = 0;
      const written: string[] = [];
      const stream = { isTTY, columns: 20, write: (text: string) => written.push(text) > 0 };
      const view = downloadProgress(stream, stream, () => now);
      view.status('a'.repeat(30));
      now = 50;
      view.status('too soon');
      now = 10_001;
      view.status('later');
      view.line('done');
      assert.deepEqual(
        written,
        isTTY
          ? ['a'.repeat(19), '\r\u001b[2K', 'later', '\r\u001b[2K', 'done\n']
          : ['later\n', 'done\n'],
      );
    }
  });
});
