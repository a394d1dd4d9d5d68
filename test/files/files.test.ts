import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  acquireLock,
  processStartTime,
  readJson,
  writeFileAtomic,
  writeJsonAtomic,
} from 'sentilab/files/node';

const scratch = (): string => fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-files-'));

describe('writeFileAtomic', () => {
  it('writes, replaces, makes folders and leaves no temporary file', () => {
    const folder = scratch();
    const file = path.join(folder, 'a', 'b.txt');
    writeFileAtomic(file, 'one');
    writeFileAtomic(file, 'two');
    assert.equal(fs.readFileSync(file, 'utf8'), 'two');
    assert.deepEqual(fs.readdirSync(path.dirname(file)), ['b.txt']);
  });

  it('names the file and the fix when it cannot write', () => {
    const folder = scratch();
    fs.writeFileSync(path.join(folder, 'file'), '');
    assert.throws(
      () => writeFileAtomic(path.join(folder, 'file', 'x'), ''),
      /Could not write .*file\/x.*permissions/s,
    );
  });

  it('leaves the old content when the disk is full (file size limit)', function () {
    if (process.platform === 'win32') this.skip();
    const file = path.join(scratch(), 'x');
    writeFileAtomic(file, 'old');
    const script = `import { writeFileAtomic } from 'sentilab/files/node'; process.on('SIGXFSZ', () => {});
      try { writeFileAtomic(${JSON.stringify(file)}, 'n'.repeat(10_000_000)); } catch (e) { console.log(e.message); }`;
    const run = spawnSync(
      'bash',
      ['-c', `ulimit -f 2000; exec "$0" --import=tsx --input-type=module -e "$1"`, process.execPath, script],
      { encoding: 'utf8' },
    );
    assert.match(run.stdout, /Could not write/);
    assert.equal(fs.readFileSync(file, 'utf8'), 'old');
    assert.deepEqual(fs.readdirSync(path.dirname(file)), ['x']);
  });
});

describe('readJson', () => {
  it('round-trips, and names a broken file', () => {
    const file = path.join(scratch(), 'x.json');
    writeJsonAtomic(file, { a: [1] });
    assert.deepEqual(readJson(file), { a: [1] });
    fs.writeFileSync(file, '{"a":');
    assert.throws(() => readJson(file), /x\.json is not valid JSON/);
  });
});

describe('acquireLock', () => {
  it('is held by one, and free after release', () => {
    const file = path.join(scratch(), 'lock');
    const first = acquireLock(file);
    assert.ok('release' in first);
    assert.deepEqual(acquireLock(file), { heldBy: process.pid });
    first.release();
    const second = acquireLock(file);
    assert.ok('release' in second);
    second.release();
  });

  it('breaks the lock of a process that was killed at once, never that of a living one', async () => {
    const file = path.join(scratch(), 'lock');
    const script = `import { acquireLock } from 'sentilab/files/node'; acquireLock(${JSON.stringify(file)}); console.log('held'); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--import=tsx', '--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    assert.deepEqual(acquireLock(file), { heldBy: child.pid });
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    const lock = acquireLock(file);
    assert.ok('release' in lock);
    lock.release();
    assert.deepEqual(fs.readdirSync(path.dirname(file)), []);
  });

  it('treats a reused pid as another process', () => {
    const file = path.join(scratch(), 'lock');
    fs.writeFileSync(file, JSON.stringify({ pid: process.pid, startTime: '1' }));
    assert.notEqual(processStartTime(process.pid), '1');
    const lock = acquireLock(file);
    assert.ok('release' in lock);
    lock.release();
  });

  it('lets exactly one of many racing processes hold a stale lock at a time', async function () {
    this.timeout(120_000);
    const folder = scratch();
    const file = path.join(folder, 'lock');
    fs.writeFileSync(file, JSON.stringify({ pid: 4194304, startTime: '1' }));
    // Each holder appends "in" and "out": two holders at once would interleave.
    const script = `import fs from 'node:fs'; import { acquireLock } from 'sentilab/files/node';
      for (let n = 0; n < 20; ) { const l = acquireLock(${JSON.stringify(file)}); if ('heldBy' in l) { await new Promise(r => setTimeout(r, 1)); continue; }
      fs.appendFileSync(${JSON.stringify(path.join(folder, 'log'))}, 'in\\n'); await new Promise(r => setTimeout(r, 1));
      fs.appendFileSync(${JSON.stringify(path.join(folder, 'log'))}, 'out\\n'); n++; l.release(); }`;
    await Promise.all(
      Array.from(
        { length: 4 },
        () =>
          new Promise<void>((resolve, reject) => {
            spawn(process.execPath, ['--import=tsx', '--input-type=module', '-e', script], {
              stdio: 'inherit',
            }).once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`exit ${code}`))));
          }),
      ),
    );
    const log = fs.readFileSync(path.join(folder, 'log'), 'utf8').trim().split('\n');
    assert.equal(log.length, 160);
    assert.ok(log.every((line, i) => line === (i % 2 === 0 ? 'in' : 'out')));
  });
});
