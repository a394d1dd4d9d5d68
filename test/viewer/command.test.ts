import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openResults } from 'sentilab/tracking/node';
import { commandLine, runCommandLine } from '../support/command-line.ts';
import { makeRecords } from '../support/records.ts';

describe('npm run results', function () {
  this.timeout(60_000);
  let folder: string;
  let running: ChildProcess | null = null;

  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-command-'));
    for (const record of makeRecords({ trials: 1 })) openResults(folder).writeRun(record);
  });
  after(() => {
    running?.kill('SIGKILL');
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it('says where the viewer is as JSON, serves it, and ends with exit code 0 when interrupted', async () => {
    const [command, args, options] = commandLine([
      ...['results', '--json', '--no-open', '--port', '0', '--results', folder],
    ]);
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'inherit'] });
    running = child;
    const line = await new Promise<string>((resolve, reject) => {
      let text = '';
      child.stdout.setEncoding('utf8').on('data', (part: string) => {
        text += part;
        if (text.includes('\n')) resolve(text);
      });
      child.on('exit', (code) => reject(new Error(`ended with ${code}: ${text}`)));
    });
    const answer = JSON.parse(line) as { url: string; port: number; experiments: string[]; browser: boolean };
    assert.deepEqual(answer.experiments, ['quick']);
    assert.equal(answer.browser, false);
    assert.equal(answer.url, `http://127.0.0.1:${answer.port}/`);
    const response = await fetch(answer.url);
    assert.match(await response.text(), /<title>sentilab results<\/title>/);
    const ended = new Promise((resolve) => child.on('exit', resolve));
    child.kill('SIGINT');
    assert.equal(await ended, 0);
  });

  it('ends with exit code 2 and the fix for a wrong port and for an experiment without results', () => {
    const run = (...args: string[]): { status: number | null; stderr: string } =>
      runCommandLine(['results', ...args]);
    const port = run('--port', '99999');
    assert.equal(port.status, 2);
    assert.match(port.stderr, /^Error: --port: A port is a whole number from 0 to 65535\. Got "99999"\.\n$/);
    const name = run('quik', '--no-open', '--results', folder);
    assert.equal(name.status, 2);
    assert.match(
      name.stderr,
      /There are no results of this experiment\. Got "quik"\. Did you mean "quick"\?/,
    );
  });
});
