import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { processStartTime } from 'sentilab/files/node';
import { RandomSampler, Study, float, space } from 'sentilab/tuning';
import { JournalStorage, readJournal } from 'sentilab/tuning/node';
import { LockQueue } from '../../../lib/tuning/storage/lock-queue.ts';

const s = space({ x: float(0, 1) });
const scratch = (): string =>
  path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-shared-')), 'journal.jsonl');

function open(file: string): Study<{ readonly x: number }> {
  return new Study({
    space: s,
    sampler: new RandomSampler(s, 1),
    direction: 'minimize',
    storage: new JournalStorage(file, { shared: true, patienceMs: 200 }),
  });
}

/** As if another process of this machine had written it. */
function asIfBy(file: string, pid: number, startTime: string | null): void {
  const name = /\d+\|\d+\|/g;
  const written = scratch();
  const storage = new JournalStorage(written);
  const { header, events } = readJournal(file);
  if (header) storage.begin(header);
  for (const { seq: _, time: __, ...event } of events)
    storage.append(JSON.parse(JSON.stringify(event).replace(name, `${pid}|${startTime}|`)) as typeof event, {
      durable: false,
    });
  storage.close();
  fs.renameSync(written, file);
}

describe('shared journal', () => {
  it('gives every trial of two studies a number of its own, and each sees what the other did', () => {
    const file = scratch();
    const [a, b] = [open(file), open(file)];
    assert.deepEqual(
      [a.ask(), b.ask(), b.ask(), a.ask()].map((trial) => trial?.number),
      [0, 1, 2, 3],
    );
    b.tell(1, { state: 'finished', value: 0.5 });
    assert.throws(() => a.tell(1, { state: 'finished', value: 0.6 }), /has a result already/);
    assert.equal(a.best?.value, 0.5);
    a.fail(0, 'x');
    b.refresh();
    assert.deepEqual(b.trials, a.trials);
    assert.equal(new Set(a.trials.map(({ params }) => params.x)).size, 4, 'no two draws are the same');
    assert.equal(a.ask(4), null, 'so many there are already');
    a.close();
    b.close();
    const { events, damages } = readJournal(file);
    assert.deepEqual(damages, []);
    assert.deepEqual(
      events.map(({ seq }) => seq),
      Array.from({ length: 6 }, (_, i) => i + 1),
    );
  });

  it('leaves alone what a living process runs, and takes over what a dead one left', () => {
    const file = scratch();
    const first = open(file);
    first.ask();
    first.ask();
    first.start(1, { attempt: 1, runId: 'r' });
    first.close();
    const { events } = readJournal(file);
    assert.ok(events.every((event) => !('by' in event) || event.by?.startsWith(`${process.pid}|`)));
    const numbers = (): number[] => {
      const study = open(file);
      study.close();
      return study.left().map(({ number }) => number);
    };
    asIfBy(file, process.ppid, processStartTime(process.ppid));
    assert.deepEqual(numbers(), []);
    asIfBy(file, process.ppid, '1');
    assert.deepEqual(numbers(), [0, 1], 'the pid was given to another process');
  });

  it('waits for its turn, and names the process that does not let go', () => {
    const file = scratch();
    const only = new JournalStorage(file);
    assert.throws(() => open(file), new RegExp(`is being run by process ${process.pid}`));
    only.close();
    const study = open(file);
    assert.equal(study.ask()?.number, 0);
    study.close();
    assert.deepEqual(fs.readdirSync(path.dirname(file)), ['journal.jsonl'], 'no lock is left');
  });

  it('cuts off what a writer killed in the middle of a line left', () => {
    const file = scratch();
    const [a, b] = [open(file), open(file)];
    a.ask();
    fs.appendFileSync(file, '{"crc":"0000');
    b.ask();
    a.ask();
    assert.deepEqual(
      a.trials.map(({ number }) => number),
      [0, 1, 2],
    );
    assert.deepEqual(readJournal(file).damages, []);
    a.close();
    b.close();
  });

  it('has one header when two processes find it empty, and both their records', async function () {
    this.timeout(30_000);
    const file = scratch();
    const child = spawn(
      process.execPath,
      [
        '--import=tsx',
        '--input-type=module',
        '-e',
        `import { once } from 'node:events';
        import { JournalStorage } from 'sentilab/tuning/node';
        const storage = new JournalStorage(${JSON.stringify(file)}, { shared: true });
        console.log(String(storage.load().header));
        await once(process.stdin, 'data');
        storage.begin({ version: 2, studyId: 'study', definition: 'the second' });
        storage.append({ event: 'noted', trial: 0, key: 'a', value: 1 }, { durable: true });
        storage.close();
        process.stdin.destroy();`,
      ],
      { cwd: path.join(import.meta.dirname, '../../..'), stdio: ['pipe', 'pipe', 'inherit'] },
    );
    const [word] = (await once(child.stdout, 'data')) as [Buffer];
    assert.equal(word.toString(), 'null\n', 'the child found no header');
    const storage = new JournalStorage(file, { shared: true });
    assert.equal(storage.load().header, null, 'neither did we');
    const header = { version: 2, studyId: 'study', definition: 'the first' };
    assert.deepEqual(storage.begin(header), header);
    child.stdin.write('\n');
    await once(child, 'exit');
    assert.deepEqual(storage.begin({ ...header, definition: 'the third' }), header);
    const { seq } = storage.append({ event: 'noted', trial: 0, key: 'b', value: 2 }, { durable: true });
    assert.equal(seq, 2);
    storage.close();
    assert.equal(fs.readFileSync(file, 'utf8').match(/"event":"study"/g)?.length, 1);
    assert.deepEqual(readJournal(file).header, header);
    assert.deepEqual(
      readJournal(file).events.map((event) => event.seq),
      [1, 2],
    );
  });

  it('is not begun by a study of another name that opened it at the same time', () => {
    const file = scratch();
    const open = (): JournalStorage => new JournalStorage(file, { shared: true });
    const options = { space: s, sampler: new RandomSampler(s, 1), direction: 'minimize' } as const;
    const [a, b] = [open(), open()];
    new Study({ ...options, id: 'a', storage: a });
    assert.throws(() => new Study({ ...options, id: 'b', storage: b }), /holds the study a, not b/);
    a.close();
    b.close();
  });

  it('serves those who wait in the order in which they came; a dead one is left out', () => {
    const lock = `${scratch()}.lock`;
    const queue = new LockQueue(lock);
    assert.ok(queue.isEmpty());
    fs.writeFileSync(`${lock}.wait-${'0'.repeat(20)}-${process.pid}-1`, ''); // this pid belonged to another process
    const turns = [queue.enter(), queue.enter(), queue.enter()];
    assert.ok(!queue.isEmpty());
    assert.deepEqual(
      turns.map((turn) => turn.ahead()),
      [0, 1, 2],
    );
    turns[0]?.leave();
    turns[0]?.leave();
    assert.deepEqual(
      turns.slice(1).map((turn) => turn.ahead()),
      [0, 1],
    );
    for (const turn of turns) turn.leave();
    assert.deepEqual(fs.readdirSync(path.dirname(lock)), []);
  });

  it('goes past one who stands first in line and does not move', () => {
    const file = scratch();
    const stopped = new LockQueue(`${file}.lock`).enter();
    const storage = new JournalStorage(file, { shared: true, patienceMs: 5000 });
    storage.close();
    stopped.leave();
  });
});
