import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensure } from '../../bin/setup/ensure.mjs';
import { SetupError, type Part, type Progress } from '../../bin/setup/part.mjs';
import { processStartTime } from '../../bin/setup/process-identity.mjs';

const script = path.join(import.meta.dirname, 'toy-setup.mjs');

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

describe('set-up: ensure', () => {
  let folder = '';
  const children: ChildProcess[] = [];
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-ensure-'));
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    fs.rmSync(folder, { recursive: true, force: true });
  });

  function start(seconds: number): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
    const child = spawn(process.execPath, [script, folder, String(seconds)], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    children.push(child);
    let output = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, output })));
    return { child, ended };
  }
  const log = (): string[] => {
    const file = path.join(folder, 'log');
    return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim().split('\n') : [];
  };
  async function until(condition: () => boolean, what: string): Promise<void> {
    const deadline = Date.now() + 20_000;
    while (!condition()) {
      assert.ok(Date.now() < deadline, `${what} did not happen in 20 s`);
      await sleep(10);
    }
  }

  it('installs what is missing, once, with a reason for each step, and says nothing the next time', async () => {
    const first = await start(0).ended;
    assert.equal(first.code, 0);
    assert.match(first.output, /\[1\/2\] Toy a: to be installed\n/);
    assert.match(first.output, /\[2\/2\] Toy b: to be installed\n/);
    assert.deepEqual(await start(0).ended, { code: 0, output: '' });
    assert.deepEqual(log(), ['begin a', 'end a', 'begin b', 'end b']);
  });

  it('installs again what an earlier step took away, as new packages take TensorFlow along', async () => {
    const there = new Set(['tensorflow']);
    const installed: string[] = [];
    const part = (name: string, takes: string | null): Part => ({
      ...{ name, title: name, why: 'to be installed' },
      check: () => ({ ok: there.has(name), detail: there.has(name) ? 'there' : 'missing' }),
      install() {
        installed.push(name);
        there.add(name);
        if (takes !== null) there.delete(takes);
        return Promise.resolve();
      },
    });
    const lines: string[] = [];
    await ensure([part('packages', 'tensorflow'), part('tensorflow', null)], {
      progress: { line: (text: string) => void lines.push(text) } as Progress,
      lockFile: path.join(folder, 'setup.lock'),
    });
    assert.deepEqual(installed, ['packages', 'tensorflow']);
    assert.match(lines.join('\n'), /\[1\/1\] packages[^]*\[2\/2\] tensorflow/);
  });

  it('lets the second of two at the same time wait, and does the work once', async () => {
    const first = start(0.5);
    await until(() => log().includes('begin a'), 'the first step');
    const second = start(0.5);
    const [one, two] = await Promise.all([first.ended, second.ended]);
    assert.deepEqual([one.code, two.code], [0, 0]);
    assert.match(two.output, new RegExp(`\\(process ${first.child.pid ?? 0}\\); waiting for it`));
    assert.deepEqual(log(), ['begin a', 'end a', 'begin b', 'end b']);
  });

  it('goes on after kill -9 in the middle of a step, whose command dies with it', async () => {
    const first = start(30);
    const pidFile = path.join(folder, 'a.pid');
    await until(
      () => fs.existsSync(pidFile) && fs.readFileSync(pidFile, 'utf8').endsWith('\n'),
      'the command',
    );
    const command = Number(fs.readFileSync(pidFile, 'utf8'));
    assert.notEqual(processStartTime(command), null);
    first.child.kill('SIGKILL');
    await until(() => processStartTime(command) === null, 'the end of the command');
    const second = await start(0).ended;
    assert.equal(second.code, 0);
    assert.deepEqual(log(), ['begin a', 'begin a', 'end a', 'begin b', 'end b']);
  });

  it('keeps the steps that were finished before a kill', async () => {
    const first = start(1);
    await until(() => log().includes('begin b'), 'the second step');
    first.child.kill('SIGKILL');
    const second = await start(0).ended;
    assert.equal(second.code, 0);
    assert.match(second.output, /\[1\/1\] Toy b/);
    assert.equal(log().filter((line) => line === 'begin a').length, 1);
  });

  it('leaves neither lock nor command record behind', async () => {
    await start(0).ended;
    assert.deepEqual(
      fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('lock')),
      ['setup.lock.children'],
    );
  });

  it('fails with the part, what is wrong and the fix when an installation does not help', async () => {
    const lines: string[] = [];
    const broken = {
      name: 'broken',
      title: 'Broken part',
      why: 'to fail',
      check: () => ({ ok: false, detail: 'still not there', fix: 'buy one' }),
      install: async () => undefined,
    };
    const progress = { line: (text: string) => void lines.push(text), status: () => undefined };
    await assert.rejects(
      ensure([broken], { progress, lockFile: path.join(folder, 'lock') }),
      (error) =>
        error instanceof SetupError &&
        error.message === 'Broken part: still not there.' &&
        error.fix === 'buy one',
    );
    assert.equal(fs.existsSync(path.join(folder, 'lock')), false);
  });

  it('shows the warning of a part that works, but not well, at every start', async () => {
    const lines: string[] = [];
    const slow = {
      name: 'slow',
      title: 'Slow part',
      why: 'to warn',
      check: () => ({ ok: true, detail: 'slow', warning: 'It is slow.' }),
      install: async () => undefined,
    };
    const progress = { line: (text: string) => void lines.push(text), status: () => undefined };
    await ensure([slow], { progress, lockFile: path.join(folder, 'lock') });
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? '', /It is slow\.$/);
  });
});
