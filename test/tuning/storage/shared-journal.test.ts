import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { processStartTime } from 'sentilab/files/node';
import { RandomSampler, Study, float, space } from 'sentilab/tuning';
import { JournalStorage, readJournal } from 'sentilab/tuning/node';

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
});
