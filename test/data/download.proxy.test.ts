import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { download } from 'sentilab/data/node';
import { FailureError } from 'sentilab/errors';
import { temporaryFolder } from './mini-archive.ts';

const VARIABLES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'] as const;

describe('download behind a proxy', () => {
  const folder = temporaryFolder();
  const content = Buffer.from('the very bytes '.repeat(5000));
  const known = { size: content.length, sha256: createHash('sha256').update(content).digest('hex') };
  const saved = VARIABLES.map((name) => [name, process.env[name]] as const);
  const asked: string[] = [];
  let [site, proxy] = [0, 0];
  let secure = 0;
  const servers: net.Server[] = [];
  let authority: string | undefined;

  before(async () => {
    const serve: http.RequestListener = (_request, response) => response.end(content);
    site = await listen(http.createServer(serve));
    const pair = certificate(folder);
    if (pair !== null) secure = await listen(https.createServer(pair, serve));
    authority = pair?.cert;
    // A proxy as they are: plain http is forwarded by its whole address, everything else goes through a tunnel.
    const forwarder = http.createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      if (!request.url?.startsWith('http://')) return void response.writeHead(400).end();
      http.get(request.url, { headers: request.headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
    });
    forwarder.on('connect', (request, client: net.Socket, head) => {
      asked.push(`CONNECT ${request.url}`);
      const [host = '', port = ''] = (request.url ?? '').split(':');
      if (Number(port) !== secure) return void client.end('HTTP/1.1 403 Forbidden\r\n\r\n'); // as Squid does for port 80
      const server = net.connect(Number(port), host, () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        server.write(head);
        server.pipe(client).pipe(server);
      });
      for (const socket of [server, client]) socket.on('error', () => undefined);
    });
    proxy = await listen(forwarder);
  });
  after(() => {
    for (const server of servers) server.close();
  });
  beforeEach(() => {
    asked.length = 0;
    for (const name of VARIABLES) delete process.env[name];
  });
  afterEach(() => {
    for (const [name, value] of saved)
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  });

  async function listen(server: net.Server): Promise<number> {
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }
  const get = async (url: string): Promise<Buffer> => {
    const file = path.join(fs.mkdtempSync(path.join(folder, 'get-')), 'file');
    await download({ file, urls: [url], ...known, retries: 0 }, { log: () => undefined });
    return fs.readFileSync(file);
  };

  it('asks the proxy of HTTP_PROXY for plain http, without a tunnel', async () => {
    process.env['HTTP_PROXY'] = `http://127.0.0.1:${proxy}`;
    assert.deepEqual(await get(`http://127.0.0.1:${site}/a`), content);
    assert.deepEqual(asked, [`GET http://127.0.0.1:${site}/a`]);
  });

  it('goes past the proxy to hosts of NO_PROXY', async () => {
    process.env['HTTP_PROXY'] = `http://127.0.0.1:${proxy}`;
    process.env['NO_PROXY'] = 'example.org,127.0.0.1';
    assert.deepEqual(await get(`http://127.0.0.1:${site}/a`), content);
    assert.deepEqual(asked, []);
  });

  it('asks nobody when no proxy is set', async () => {
    assert.deepEqual(await get(`http://127.0.0.1:${site}/a`), content);
    assert.deepEqual(asked, []);
  });

  it('goes through a tunnel of HTTPS_PROXY for https', async function () {
    if (authority === undefined) this.skip(); // no openssl to make a certificate with
    // Certificates are trusted at the start of a process: the real downloader in one of its own.
    const file = path.join(folder, 'secure');
    const child = spawn(
      process.execPath,
      [
        ...['--import=tsx', 'bin/drill/download-process.ts', file],
        ...[String(known.size), known.sha256, `https://127.0.0.1:${secure}/b`],
      ],
      {
        cwd: path.resolve(import.meta.dirname, '../..'),
        stdio: ['ignore', 'ignore', 'inherit'],
        env: {
          ...process.env,
          HTTPS_PROXY: `http://127.0.0.1:${proxy}`,
          NODE_EXTRA_CA_CERTS: path.join(folder, 'cert.pem'),
        },
      },
    );
    assert.equal(await new Promise((resolve) => child.once('close', resolve)), 0);
    assert.deepEqual(fs.readFileSync(file), content);
    assert.deepEqual(asked, [`CONNECT 127.0.0.1:${secure}`]);
  });

  it('names the address when the proxy cannot be reached', async () => {
    process.env['HTTP_PROXY'] = 'http://127.0.0.1:1';
    await assert.rejects(
      get(`http://127.0.0.1:${site}/a`),
      (error) => error instanceof FailureError && /127\.0\.0\.1:\d+\/a: .*ECONNREFUSED/.test(error.message),
    );
  });
});

/** A certificate for 127.0.0.1, or null where openssl is missing. */
function certificate(folder: string): { readonly key: string; readonly cert: string } | null {
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => path.join(folder, name)) as [string, string];
  try {
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
        ...['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', cert],
      ],
      { stdio: 'ignore' },
    );
  } catch {
    return null;
  }
  return { key: fs.readFileSync(key, 'utf8'), cert: fs.readFileSync(cert, 'utf8') };
}
