import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { openResults, type Results } from 'sentilab/tracking/node';
import { createViewerApp } from '../../viewer/server/app.ts';
import { DEFAULT_PORT, listen, type Listening } from '../../viewer/server/listen.ts';
import { hasScreen } from '../../viewer/server/open-browser.ts';
import type { ErrorAnswer, ExperimentAnswer, ExperimentsAnswer } from '../../viewer/src/api-types.ts';
import { runStore } from '../../viewer/src/data/run-store.ts';
import { makeExperiment, makeRecords } from '../support/records.ts';

describe('the viewer’s server', () => {
  let folder: string;
  let results: Results;
  let server: Listening;

  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-viewer-'));
    fs.writeFileSync(path.join(folder, 'secret.json'), '{"secret": true}');
    results = openResults(path.join(folder, 'results'));
    for (const record of makeRecords({ trials: 3 })) results.writeRun(record);
    results.writeExperiment(makeExperiment({}));
    fs.writeFileSync(path.join(results.paths('quick').runsFolder, 'torn.json'), '{"schemaV');
    fs.symlinkSync(folder, path.join(results.root, 'outside'));
    server = await listen(
      createViewerApp({ results, page: { html: '<p>page</p>', policy: "default-src 'none'" } }),
      0,
    );
  });
  after(async () => {
    await server.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  /** A raw request: fetch would tidy the path and the Host header. */
  function ask(target: string, headers: Record<string, string> = {}, method = 'GET') {
    return new Promise<{ status: number; headers: http.IncomingHttpHeaders; body: string }>(
      (resolve, reject) => {
        const request = http.request(
          { host: '127.0.0.1', port: server.port, path: target, method, headers },
          (response) => {
            let body = '';
            response.setEncoding('utf8').on('data', (part: string) => (body += part));
            response.on('end', () =>
              resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
            );
          },
        );
        request.on('error', reject).end();
      },
    );
  }

  it('lists experiments with their winner and what could not be read', async () => {
    const { experiments, root } = JSON.parse((await ask('/api/experiments')).body) as ExperimentsAnswer;
    assert.equal(root, results.root);
    assert.deepEqual(
      experiments.map(({ name, runs, state, problems }) => ({ name, runs, state, problems })),
      [{ name: 'quick', runs: 10, state: 'finished', problems: 1 }],
    );
    assert.equal(experiments[0]?.winner?.metric, 'validation/loss');
  });

  it('answers with runs, comparison and problems of one experiment', async () => {
    const answer = JSON.parse((await ask('/api/experiments/quick')).body) as ExperimentAnswer;
    assert.equal(answer.runs.size, 10);
    assert.deepEqual(
      answer.comparison?.samplers.map(({ sampler }) => sampler),
      ['grid', 'random', 'tpe'],
    );
    assert.deepEqual(
      answer.problems.map(({ file }) => file),
      ['quick/runs/torn.json'],
    );
  });

  it('shows a run that was written a moment ago', async () => {
    const [record] = makeRecords({ seed: 77, trials: 1, baseline: false });
    assert.ok(record);
    results.writeRun(record);
    const answer = JSON.parse((await ask('/api/experiments/quick')).body) as ExperimentAnswer;
    assert.ok(runStore(answer.runs).rowOf(record.id) !== undefined);
    fs.rmSync(results.paths('quick').runFile(record.id));
  });

  it('answers with only what is new since a version, and with everything when something went away', async () => {
    const read = async (since: string): Promise<ExperimentAnswer> =>
      JSON.parse((await ask(`/api/experiments/quick?since=${since}`)).body) as ExperimentAnswer;
    const { version } = JSON.parse((await ask('/api/experiments/quick')).body) as ExperimentAnswer;
    const [record] = makeRecords({ seed: 78, trials: 1, baseline: false });
    assert.ok(record);
    assert.equal((await read(version)).runs.size, 0);
    results.writeRun(record);
    const fresh = await read(version);
    assert.deepEqual([fresh.partial, fresh.runs.size], [true, 1]);
    fs.rmSync(results.paths('quick').runFile(record.id));
    const whole = await read(fresh.version);
    assert.deepEqual([whole.partial, whole.runs.size], [false, 10]);
  });

  it('tells by server-sent events of a record that was just written', async () => {
    const aborter = new AbortController();
    const response = await fetch(`${server.url}api/experiments/quick/events`, { signal: aborter.signal });
    assert.match(String(response.headers.get('content-type')), /text\/event-stream/);
    const reader = response.body?.getReader();
    assert.ok(reader);
    const next = async (): Promise<string> => new TextDecoder().decode((await reader.read()).value);
    const first = await next();
    const [record] = makeRecords({ seed: 79, trials: 1, baseline: false });
    assert.ok(record);
    results.writeRun(record);
    const second = await next();
    assert.match(second, /event: changed/);
    assert.notEqual(second, first);
    aborter.abort();
    fs.rmSync(results.paths('quick').runFile(record.id));
  });

  it('serves nothing from outside the results folder, however the path is written', async () => {
    for (const target of [
      '/../secret.json',
      '/api/experiments/..',
      '/api/experiments/../../secret.json',
      '/api/experiments/%2e%2e',
      '/api/experiments/..%2fsecret.json',
      '/api/experiments/%2e%2e%2f%2e%2e%2fsecret.json',
      '/api/experiments/outside',
      '/api/experiments/..%5csecret.json',
      '/api/experiments/quick%00',
      '/secret.json',
      '//secret.json',
      '/api/experiments/%E0%A4%A',
      '/api/experiments/quick/runs/torn.json',
    ]) {
      const { status, body } = await ask(target);
      assert.ok(status >= 400 && status < 500, `${target}: ${status} ${body}`);
      assert.ok(!body.includes('secret": true'), target);
    }
  });

  it('says which experiments there are when one is not', async () => {
    const { status, body } = await ask('/api/experiments/quik');
    assert.equal(status, 404);
    assert.match((JSON.parse(body) as ErrorAnswer).error.message, /there are quick/);
  });

  it('sends a Content-Security-Policy and no-sniff with everything, and no permission for other sites', async () => {
    for (const target of ['/', '/api/experiments', '/nothing']) {
      const { headers } = await ask(target);
      assert.match(String(headers['content-security-policy']), /default-src 'none'/);
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
      assert.equal(headers['access-control-allow-origin'], undefined);
    }
  });

  it('refuses a request that came under another name, as a page elsewhere could make the browser send', async () => {
    for (const host of ['evil.example', 'evil.example:4173', '127.0.0.1.evil.example'])
      assert.equal((await ask('/api/experiments', { host })).status, 403);
    assert.equal((await ask('/api/experiments', { host: 'localhost:9' })).status, 200);
  });

  it('has nothing that writes but the marks, and those only as JSON', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'])
      assert.equal((await ask('/api/experiments/quick', {}, method)).status, 404);
    const put = (target: string, body: string, type = 'application/json'): Promise<Response> =>
      fetch(`${server.url}${target}`, { method: 'PUT', body, headers: { 'Content-Type': type } });
    const marks = { schemaVersion: 1, baseline: null, runs: { a: { star: true } }, views: [] };
    assert.equal((await put('api/experiments/quick/marks', JSON.stringify(marks), 'text/plain')).status, 415);
    assert.equal((await put('api/experiments/quick/marks', '{"runs": 3}')).status, 400);
    assert.equal((await put('api/experiments/quick/marks', '{')).status, 400);
    assert.equal((await put('api/experiments/outside/marks', JSON.stringify(marks))).status, 404);
    assert.equal((await put('api/experiments/quick/marks', JSON.stringify(marks))).status, 200);
    assert.deepEqual(JSON.parse((await ask('/api/experiments/quick/marks')).body), marks);
    assert.ok(fs.existsSync(path.join(results.root, 'quick/viewer.json')));
    assert.equal(results.readRuns('quick').runs.length, 10);
  });

  it('asks for its token where others can reach it, and hands it on in a cookie that no other site can send', async () => {
    const token = 'a'.repeat(32);
    const app = createViewerApp({
      results,
      token,
      page: { html: '<p>page</p>', policy: "default-src 'none'" },
    });
    const get = (target: string, headers: Record<string, string> = {}) =>
      app.request(`http://10.0.0.5:4173${target}`, { headers: { host: '10.0.0.5:4173', ...headers } });
    for (const target of ['/', '/api/experiments', '/?token=', `/?token=${'b'.repeat(32)}`, '/api/events'])
      assert.equal((await get(target)).status, 401, target);
    assert.equal((await get('/', { cookie: 'sentilab-token-4173=wrong' })).status, 401);
    const first = await get(`/?token=${token}`);
    assert.deepEqual([first.status, first.headers.get('location')], [302, '/']);
    const cookie = first.headers.get('set-cookie') ?? '';
    assert.match(cookie, /HttpOnly/);
    assert.match(cookie, /SameSite=Strict/);
    const next = await get('/api/experiments', { cookie: cookie.split(';')[0] ?? '' });
    assert.equal(next.status, 200);
  });

  it('listens on 127.0.0.1 only', async () => {
    const others = Object.values(os.networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of others)
      await assert.rejects(
        new Promise((resolve, reject) => {
          http.get({ host: address, port: server.port, path: '/' }, resolve).on('error', reject);
        }),
        /ECONNREFUSED/,
      );
    assert.match(server.url, /^http:\/\/127\.0\.0\.1:/);
  });

  it('refuses an explicit port that is in use, and takes the next free one otherwise', async () => {
    const app = createViewerApp({ results, page: { html: '', policy: '' } });
    await assert.rejects(listen(app, server.port), (error: unknown) => {
      assert.ok(error instanceof Error);
      assert.match(
        error.message,
        new RegExp(`--port: The port is in use\\. Got ${server.port}\\. Choose another`),
      );
      assert.equal((error as { exitCode?: number }).exitCode, 2);
      return true;
    });
    const first = await listen(app);
    const second = await listen(app);
    assert.ok(first.port >= DEFAULT_PORT && second.port > first.port);
    await first.close();
    await second.close();
  });
});

describe('hasScreen', () => {
  it('is no in CI and on Linux without a display', () => {
    assert.equal(hasScreen({ CI: 'true', DISPLAY: ':0' }, 'linux'), false);
    assert.equal(hasScreen({}, 'linux'), false);
    assert.equal(hasScreen({ DISPLAY: ':0' }, 'linux'), true);
    assert.equal(hasScreen({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux'), true);
    assert.equal(hasScreen({}, 'darwin'), true);
    assert.equal(hasScreen({ CI: '1' }, 'darwin'), false);
  });
});
