import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { download } from 'sentilab/data/node';
import type { DownloadOptions } from 'sentilab/data/node';
import { FailureError, UserError } from 'sentilab/errors';
import { projectRoot } from 'sentilab/files/node';
import { Rng } from 'sentilab/random';
import { startCuttingServer } from '../../bin/drill/cutting-server.ts';
import type { Behaviour, CuttingServer } from '../../bin/drill/cutting-server.ts';
import { temporaryFolder } from './mini-archive.ts';

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('download', () => {
  const folder = temporaryFolder();
  const rng = new Rng(11);
  const content = Buffer.from(Uint8Array.from({ length: 300_000 }, () => rng.int(0, 255)));
  const known = { size: content.length, sha256: sha256(content) };
  const servers: CuttingServer[] = [];
  let made = 0;
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });
  const serve = async (
    behave?: (request: number) => Behaviour,
    bytes: Buffer = content,
  ): Promise<CuttingServer> => {
    const server = await startCuttingServer(bytes, behave);
    servers.push(server);
    return server;
  };
  const target = (): string => path.join(folder, `case-${made++}`, 'file.bin');
  const get = async (
    file: string,
    urls: readonly string[],
    options: Partial<DownloadOptions> = {},
  ): Promise<{ lines: string[]; statuses: string[] }> => {
    const lines: string[] = [];
    const statuses: string[] = [];
    await download(
      { file, urls, ...known, retryDelayMs: 5, connectTimeoutMs: 2000, stallMs: 300, ...options },
      { log: (line) => lines.push(line), status: (text) => statuses.push(text) },
    );
    return { lines, statuses };
  };
  const isWhole = (file: string): void => {
    assert.equal(sha256(fs.readFileSync(file)), known.sha256);
    assert.deepEqual(fs.readdirSync(path.dirname(file)), [path.basename(file)], 'nothing else is left');
  };

  it('fetches a file, says how far it is with rate and size, and does not fetch it again', async () => {
    const server = await serve();
    const file = target();
    const { statuses } = await get(file, [server.url]);
    isWhole(file);
    assert.ok(statuses.some((text) => /^file\.bin: 0\.\d of 0\.3 MiB/.test(text)), statuses.join());
    await get(file, [server.url]);
    assert.equal(server.requests.length, 1);
  });

  it('goes on in the same call where the connection broke, asking for the rest only', async () => {
    const server = await serve((n) => (n === 0 ? { cutAfter: 100_000 } : {}));
    const file = target();
    await get(file, [server.url]);
    isWhole(file);
    assert.equal(server.requests.length, 2);
    assert.match(server.requests[1] ?? '', /^GET bytes=(?!0-)\d+- "v1"$/);
    assert.ok(server.sent() < content.length + 100_000);
  });

  it('keeps what came when it gives up, and goes on from there in the next call', async () => {
    const server = await serve((n) => (n === 0 ? { cutAfter: 120_000 } : {}));
    const file = target();
    await assert.rejects(
      get(file, [server.url], { retries: 0 }),
      (error) => error instanceof FailureError && /What has come so far is kept/.test(error.message),
    );
    assert.ok(!fs.existsSync(file));
    const part = fs.statSync(`${file}.part`).size;
    assert.ok(part > 0 && part <= 120_000);
    await get(file, [server.url], { retries: 0 });
    isWhole(file);
    assert.equal(server.requests[1], `GET bytes=${part}- "v1"`);
  });

  it('starts again with a server that knows no ranges, or whose file has changed meanwhile', async () => {
    for (const second of [{ ignoreRange: true }, { etag: '"v2"' }]) {
      const server = await serve((n) => (n === 0 ? { cutAfter: 50_000 } : second));
      const file = target();
      await get(file, [server.url]);
      isWhole(file);
      assert.equal(server.sent(), 50_000 + content.length);
    }
  });

  it('goes on without a validator when the server tells none: the checksum decides', async () => {
    const server = await serve((n) => (n === 0 ? { cutAfter: 50_000, etag: null } : { etag: null }));
    const file = target();
    await get(file, [server.url]);
    isWhole(file);
    assert.match(server.requests[1] ?? '', /^GET bytes=\d+- -$/);
  });

  it('goes on at another address with what the first one gave', async () => {
    const first = await serve(() => ({ cutAfter: 60_000 }));
    const second = await serve();
    const file = target();
    const { lines } = await get(file, [first.url, second.url], { retries: 0 });
    isWhole(file);
    assert.match(second.requests[0] ?? '', /^GET bytes=\d+- -$/, 'and does not ask for another server’s version');
    assert.ok(lines[0]?.includes(first.url));
  });

  it('refuses wrong bytes, names the mirror that sent them, keeps nothing, and takes the next address', async () => {
    const wrong = Buffer.from(content);
    wrong[200_000] = (wrong[200_000] ?? 0) ^ 1;
    const mirror = await serve(undefined, wrong);
    const good = await serve();
    const file = target();
    const { lines } = await get(file, [mirror.url, good.url]);
    isWhole(file);
    assert.ok(lines[0]?.includes(mirror.url) && /wrong bytes/.test(lines[0]) && lines[0].includes(sha256(wrong)));
    const alone = target();
    await assert.rejects(
      get(alone, [mirror.url]),
      (error) => error instanceof FailureError && error.message.includes(mirror.url) && /wrong bytes/.test(error.message),
    );
    assert.deepEqual(fs.readdirSync(path.dirname(alone)), []);
    assert.equal(mirror.requests.length, 2, 'once per call');
  });

  it('throws away a kept part that was wrong from the start and begins anew', async () => {
    const server = await serve();
    const file = target();
    fs.mkdirSync(path.dirname(file));
    fs.writeFileSync(`${file}.part`, Buffer.alloc(150_000));
    const { lines } = await get(file, [server.url]);
    isWhole(file);
    assert.match(lines.join(), /What was kept of file\.bin has wrong bytes/);
    assert.equal(server.requests.length, 2);
  });

  it('does not take another file for it: wrong size is refused before a byte is kept', async () => {
    const other = await serve(undefined, content.subarray(1));
    const longer = await serve(undefined, Buffer.concat([content, content]));
    for (const server of [other, longer]) {
      const file = target();
      await assert.rejects(get(file, [server.url]), /another file there, \d+ bytes instead of 300000/);
      assert.deepEqual(fs.readdirSync(path.dirname(file)), []);
    }
  });

  it('tries again after 503, not after 404, and ends with every address and its reason', async () => {
    const busy = await serve((n) => (n < 2 ? { status: 503 } : {}));
    const gone = await serve(() => ({ status: 404 }));
    const file = target();
    await get(file, [gone.url, busy.url]);
    isWhole(file);
    assert.equal(gone.requests.length, 1);
    assert.equal(busy.requests.length, 3);
    await assert.rejects(get(target(), [gone.url, 'http://127.0.0.1:1/x'], { retries: 0 }), (error) => {
      assert.ok(error instanceof FailureError);
      assert.match(error.message, /answered 404.*127\.0\.0\.1:1\/x: .*ECONNREFUSED/);
      return true;
    });
  });

  it('gives up on a server that falls silent', async () => {
    const server = await serve(() => ({ holdAfter: { bytes: 1000, reached: () => undefined } }));
    await assert.rejects(get(target(), [server.url], { retries: 0 }), /nothing more came for 0\.3 s/);
  });

  it('removes a kept file with wrong bytes, says so, and fetches it again', async () => {
    const server = await serve();
    const file = target();
    fs.mkdirSync(path.dirname(file));
    fs.writeFileSync(file, content.subarray(0, 1000));
    const { lines } = await get(file, [server.url]);
    isWhole(file);
    assert.match(lines[0] ?? '', /has wrong bytes/);
  });

  it('says that the disk is full, keeps the part, and does not try the next address', async function () {
    if (!fs.existsSync('/dev/full')) this.skip(); // the device whose every write fails with ENOSPC
    const server = await serve();
    const next = await serve();
    const file = target();
    fs.mkdirSync(path.dirname(file));
    fs.symlinkSync('/dev/full', `${file}.part`);
    const from = path.dirname(file);
    await assert.rejects(
      download(
        { file, urls: [server.url, next.url], ...known },
        { log: () => undefined },
      ),
      (error) =>
        error instanceof FailureError && error.message.includes(from) && /disk is full.*Make room/.test(error.message),
    );
    assert.deepEqual([server.requests.length, next.requests.length], [1, 0]);
    assert.ok(!fs.existsSync(file));
  });

  it('ends with the right bytes however often and wherever it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: content.length - 1 }), { minLength: 1, maxLength: 6 }),
        fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
        async (cuts, ignoreRange) => {
          const server = await serve((n) => ({
            cutAfter: cuts[n] ?? Infinity,
            ignoreRange: ignoreRange[n] ?? false,
          }));
          const file = target();
          for (let tries = 0; !fs.existsSync(file) && tries <= cuts.length; tries++)
            await get(file, [server.url], { retries: 0 }).catch(() => undefined);
          isWhole(file);
        },
      ),
      { numRuns: 20, seed: 3 },
    );
  });

  it('keeps the part when the disk takes no more, and goes on when there is room again', async function () {
    if (process.platform === 'win32') this.skip();
    const server = await serve();
    const file = target();
    const child = spawn(
      'bash',
      [
        '-c',
        'ulimit -f 100; exec "$@"', // no file larger than 100 KiB
        'limited',
        ...[process.execPath, '--import=tsx', 'bin/drill/download-process.ts'],
        ...[file, String(known.size), known.sha256, server.url],
      ],
      { cwd: projectRoot(), stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const [said, code] = await Promise.all([
      text(child.stderr),
      new Promise<number | null>((resolve) => child.once('close', resolve)),
    ]);
    assert.match(said, /disk is full.*what has come so far is kept/);
    assert.equal(code, 1);
    assert.ok(!fs.existsSync(file));
    const part = fs.statSync(`${file}.part`).size;
    assert.ok(part > 50_000 && part <= 102_400, `${part}`);
    await get(file, [server.url]);
    isWhole(file);
    assert.equal(server.requests[1], `GET bytes=${part}- "v1"`);
  });

  it('says beforehand when the disk has too little room', async () => {
    const file = target();
    await assert.rejects(
      download({ file, urls: ['http://127.0.0.1:1/x'], size: 2 ** 60, sha256: 'x' }, { log: () => undefined }),
      (error) => error instanceof FailureError && /needs \d+ MiB more, and the disk has \d+ MiB left/.test(error.message),
    );
  });

  it('lets one process at a time fetch a file', async () => {
    const server = await serve();
    const file = target();
    const outcomes = await Promise.allSettled([get(file, [server.url]), get(file, [server.url])]);
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    isWhole(file);
  });

  it('refuses an address that is none', async () => {
    await assert.rejects(get(target(), ['ftp://x/y']), (error) => error instanceof UserError && /ftp:\/\/x\/y/.test(error.message));
    await assert.rejects(get(target(), ['mirror']), UserError);
  });
});
