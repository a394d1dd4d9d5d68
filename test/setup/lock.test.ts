import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { acquireLock as libraryLock } from '../../lib/files/node.ts';
import { acquireLock, childFolder, heldLocks, withLock } from '../../bin/setup/lock.mjs';
import { processStartTime } from '../../bin/setup/process-identity.mjs';

const unexpected = (): void => assert.fail('waited');

describe('set-up: lock', () => {
  let folder = '';
  let file = '';
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-lock-'));
    file = path.join(folder, 'deep', 'setup.lock');
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  async function deadPid(): Promise<number> {
    const child = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => child.on('close', resolve));
    return child.pid ?? 0;
  }

  it('is refused while a living process holds it, whose pid it names', () => {
    const lock = acquireLock(file);
    assert.ok('release' in lock);
    assert.deepEqual(acquireLock(file), { heldBy: process.pid });
    lock.release();
    assert.ok('release' in acquireLock(file));
  });

  it('breaks the lock of a dead process at once', async () => {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, JSON.stringify({ pid: await deadPid(), startTime: '1' }));
    const begun = Date.now();
    assert.ok('release' in acquireLock(file));
    assert.ok(Date.now() - begun < 1000);
  });

  it('breaks the lock of a process whose pid was given to another one since', () => {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, JSON.stringify({ pid: process.pid, startTime: 'long ago' }));
    assert.ok('release' in acquireLock(file));
  });

  it('breaks a lock without a readable owner', () => {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, '{"pid": 12');
    assert.ok('release' in acquireLock(file));
  });

  it('is the same lock as that of lib/files', () => {
    const lock = libraryLock(file);
    assert.ok('release' in lock);
    assert.deepEqual(acquireLock(file), { heldBy: process.pid });
    lock.release();
  });

  it('is released after the action, also when that throws', async () => {
    const action = withLock(file, unexpected, async () => {
      assert.deepEqual(heldLocks(), [file]);
      throw new Error('no');
    });
    await assert.rejects(action, /no/);
    assert.deepEqual(heldLocks(), []);
    assert.equal(fs.existsSync(file), false);
  });

  it('waits until the commands of the owner before have ended', async () => {
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => undefined, 400)'], { stdio: 'ignore' });
    const pid = child.pid ?? 0;
    fs.mkdirSync(childFolder(file), { recursive: true });
    const record = path.join(childFolder(file), `${pid}.json`);
    fs.writeFileSync(record, JSON.stringify({ pid, startTime: processStartTime(pid) }));
    await withLock(file, unexpected, async () => {
      assert.equal(processStartTime(pid), null);
      assert.equal(fs.existsSync(record), false);
    });
  });
});
