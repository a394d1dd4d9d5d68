import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fetchGloveZip } from 'sentilab/data/node';
import { FailureError, UserError } from 'sentilab/errors';
import { startCuttingServer } from '../../bin/drill/cutting-server.ts';
import { temporaryFolder } from './mini-archive.ts';

describe('fetchGloveZip', () => {
  const folder = temporaryFolder();
  const content = Buffer.from('not GloVe, but known by its checksum just the same');
  const sha256 = createHash('sha256').update(content).digest('hex');
  const archive = (url: string) => ({ url, file: 'glove.6B.zip', size: content.length, sha256 });
  const lines: string[] = [];
  const effects = { log: (line: string) => void lines.push(line) };

  it('fetches from the mirror first, from the official address when the mirror has something else', async () => {
    const mirror = await startCuttingServer(Buffer.from('something else'));
    const official = await startCuttingServer(content);
    try {
      const root = path.join(folder, 'a');
      const file = await fetchGloveZip({ root, mirror: mirror.url, archive: archive(official.url), ...effects });
      assert.equal(file, path.join(root, 'data/raw/glove.6B.zip'));
      assert.deepEqual(fs.readFileSync(file), content);
      assert.ok(lines[0]?.includes(mirror.url) && /another file there/.test(lines[0]), lines.join());
      await fetchGloveZip({ root, archive: archive(official.url), ...effects });
      assert.equal(official.requests.length, 1, 'and not again');
    } finally {
      await mirror.close();
      await official.close();
    }
  });

  it('asks for the file in the folder of a mirror that ends with a slash', async () => {
    const root = path.join(folder, 'b');
    const mirror = 'http://127.0.0.1:1/glove/';
    await assert.rejects(
      fetchGloveZip({ root, mirror, archive: archive('http://127.0.0.1:1/x'), ...effects }),
      (error) => error instanceof FailureError && error.message.includes('127.0.0.1:1/glove/glove.6B.zip: '),
    );
  });

  it('takes a copy of a file that is here, and no other bytes', async () => {
    const root = path.join(folder, 'c');
    const own = path.join(folder, 'own.zip');
    fs.writeFileSync(own, content);
    const nowhere = archive('http://127.0.0.1:1/x');
    const file = await fetchGloveZip({ root, from: own, archive: nowhere, ...effects });
    assert.deepEqual(fs.readFileSync(file), content);
    assert.deepEqual(fs.readdirSync(path.dirname(file)), ['glove.6B.zip']);
    fs.writeFileSync(own, Buffer.from(content).fill(0, 0, 1));
    const refused = (error: unknown): boolean => error instanceof UserError && /^--from: /.test(error.message);
    await assert.rejects(fetchGloveZip({ root, from: own, archive: nowhere, ...effects }), refused);
    await assert.rejects(fetchGloveZip({ root, from: `${own}x`, archive: nowhere, ...effects }), refused);
  });
});
