import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { RandomSampler, STUDY_VERSION, Study, categorical, float, replay, space } from 'sentilab/tuning';
import type { StoredEvent, StudyEvent } from 'sentilab/tuning';
import { JournalStorage, readJournal } from 'sentilab/tuning/node';

const scratch = (): string =>
  path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-journal-')), 'journal.jsonl');
const now = (): Date => new Date('2024-05-06T07:08:09.000Z');
const header = { version: 1, studyId: 'abc', definition: { name: 'quick', note: 'ünïcödé ✓' } };
const root = path.resolve(import.meta.dirname, '../../..');

/** The events of three trials: one finished, one pruned, one failed. */
const script: readonly StudyEvent[] = [
  { event: 'asked', trial: 0, params: { x: 0.1, c: 'ä' }, proposedBy: 'prior', seenSeq: 0 },
  { event: 'started', trial: 0, attempt: 1, runId: 'r0' },
  { event: 'reported', trial: 0, attempt: 1, epoch: 1, metrics: { loss: 0.5, odd: null } },
  {
    event: 'told',
    trial: 0,
    attempt: 1,
    runId: 'r0',
    state: 'finished',
    value: 0.5,
    epoch: 1,
    params: { x: 0.1, c: 'ä' },
    proposedBy: 'prior',
  },
  { event: 'asked', trial: 1, params: { x: 0.2, c: 'b' }, proposedBy: 'model', seenSeq: 4 },
  { event: 'started', trial: 1, attempt: 1, runId: 'r1' },
  {
    event: 'told',
    trial: 1,
    attempt: 1,
    runId: 'r1',
    state: 'pruned',
    value: null,
    epoch: null,
    reason: 'worse',
    params: { x: 0.2, c: 'b' },
    proposedBy: 'model',
  },
  { event: 'asked', trial: 2, params: { x: 0.3, c: 'b' }, proposedBy: 'model', seenSeq: 7 },
  {
    event: 'failed',
    trial: 2,
    attempt: 0,
    runId: null,
    error: { name: 'Error', message: 'line one\nline two' },
  },
];

function write(file: string, events: readonly StudyEvent[] = script): void {
  const storage = new JournalStorage(file, { now });
  storage.begin(header);
  for (const event of events) storage.append(event, { durable: true });
  storage.close();
}

function load(file: string): {
  readonly events: readonly StoredEvent[];
  readonly warnings: readonly string[];
  readonly hasHeader: boolean;
} {
  const storage = new JournalStorage(file, { now });
  const { events, warnings, header: found } = storage.load();
  storage.close();
  return { events, warnings, hasHeader: found !== null };
}

const more: StudyEvent = {
  event: 'asked',
  trial: 3,
  params: { x: 0.4, c: 'b' },
  proposedBy: 'model',
  seenSeq: 9,
};

describe('JournalStorage', () => {
  it('gives back what was appended, in order, with sequence numbers and times', () => {
    const file = scratch();
    write(file);
    const { events, warnings } = load(file);
    assert.deepEqual(
      events,
      script.map((event, i) => ({ ...event, seq: i + 1, time: '2024-05-06T07:08:09.000Z' })),
    );
    assert.deepEqual(warnings, []);
    assert.deepEqual(readJournal(file).header, header);
    assert.equal(replay(events).length, 3);
  });

  it('is one JSON object per line that any tool can read', () => {
    const file = scratch();
    write(file);
    const lines = fs.readFileSync(file, 'utf8').trimEnd().split('\n');
    assert.equal(lines.length, script.length + 1);
    for (const line of lines) assert.ok('record' in (JSON.parse(line) as object));
  });

  it('only ever adds to the file, also over a torn tail', () => {
    const file = scratch();
    write(file, script.slice(0, 4));
    const before = fs.readFileSync(file);
    fs.appendFileSync(file, '{"crc":"0000');
    const storage = new JournalStorage(file, { now });
    for (const event of script.slice(4)) storage.append(event, { durable: true });
    storage.close();
    assert.deepEqual(fs.readFileSync(file).subarray(0, before.length), before);
    assert.equal(load(file).events.length, script.length);
  });

  it('cut at every byte of its last three records: loads, keeps the whole ones, warns at most once, goes on', function () {
    this.timeout(120_000);
    const file = scratch();
    write(file);
    const bytes = fs.readFileSync(file);
    const lines = bytes.toString('utf8').trimEnd().split('\n');
    const start = bytes.length - Buffer.byteLength(`${lines.slice(-3).join('\n')}\n`);
    for (let cut = start; cut <= bytes.length; cut++) {
      fs.writeFileSync(file, bytes.subarray(0, cut));
      // A record is whole when its last brace is there; the newline may be missing.
      const whole =
        `${bytes.subarray(0, cut).toString('utf8')}\n`.split('\n').filter((line, i) => line === lines[i])
          .length - 1;
      assert.equal(readJournal(file).events.length, whole);
      assert.deepEqual(readJournal(file).damages, []);
      const storage = new JournalStorage(file, { now });
      const { events, warnings } = storage.load();
      assert.equal(events.length, whole, `cut at ${cut}`);
      assert.equal(warnings.length, isTorn(bytes, cut) ? 1 : 0, `cut at ${cut}`);
      storage.append(more, { durable: true });
      storage.close();
      const after = load(file);
      assert.deepEqual(after.warnings, []);
      assert.deepEqual(
        after.events.map(({ seq }) => seq),
        Array.from({ length: whole + 1 }, (_, i) => i + 1),
      );
    }
  });

  it('one byte flipped anywhere: at most that record is lost, it is named, and appending goes on', function () {
    this.timeout(120_000);
    const file = scratch();
    write(file);
    const bytes = fs.readFileSync(file);
    const lineOf = (offset: number): number =>
      bytes.subarray(0, offset).filter((byte) => byte === 0x0a).length;
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (offset, mask) => {
        const broken = Buffer.from(bytes);
        broken[offset] = (broken[offset] ?? 0) ^ mask;
        fs.writeFileSync(file, broken);
        const line = lineOf(offset); // its record's sequence number too
        const storage = new JournalStorage(file, { now });
        const { events, warnings, header: found } = storage.load();
        const lost = script.map((_, i) => i + 1).filter((seq) => !events.some((event) => event.seq === seq));
        assert.ok(
          lost.length === 0 || (lost.length === 1 && lost[0] === line),
          `lost ${lost.join()} of line ${line}`,
        );
        assert.equal(found === null, line === 0 && bytes[offset] !== 0x0a, 'the header');
        assert.equal(warnings.length, 1);
        assert.ok(warnings[0]?.includes(file));
        if (lost.length === 1 && !warnings[0]?.includes('torn')) {
          assert.match(warnings[0] ?? '', new RegExp(`line.? ${line + 1}\\b.*damaged`));
          assert.match(warnings[0] ?? '', new RegExp(`record.? ${line}\\b.*lost`));
        }
        const kept = fs.readFileSync(file);
        storage.append(more, { durable: true });
        storage.close();
        assert.deepEqual(fs.readFileSync(file).subarray(0, kept.length), kept);
        const after = load(file).events;
        assert.equal(after.length, events.length + 1);
        assert.deepEqual(after.slice(0, -1), events);
        assert.ok((after.at(-1)?.seq ?? 0) > (events.at(-1)?.seq ?? 0));
      }),
      { numRuns: 500 },
    );
  });

  it('a lost "asked" line costs nothing once the trial was told; a lost "told" line makes it pending', () => {
    const file = scratch();
    write(file);
    const lines = fs.readFileSync(file, 'utf8').split('\n');
    const without = (line: number): ReturnType<typeof replay> => {
      fs.writeFileSync(
        file,
        lines.map((text, i) => (i === line ? text.replace('record', 'recorb') : text)).join('\n'),
      );
      return replay(readJournal(file).events);
    };
    assert.deepEqual(
      without(1).map(({ state, params }) => [state, params['x']]),
      [
        ['finished', 0.1],
        ['pruned', 0.2],
        ['failed', 0.3],
      ],
    );
    assert.deepEqual(
      without(4).map(({ state }) => state),
      ['running', 'pruned', 'failed'],
    );
  });

  it('begins again with the opener’s header when the header line was damaged', () => {
    const file = scratch();
    const s = space({ x: float(0, 1) });
    const open = (): Study =>
      new Study({
        id: 'abc',
        space: s,
        sampler: new RandomSampler(s, 1),
        direction: 'minimize',
        storage: new JournalStorage(file),
      });
    let study = open();
    study.ask();
    study.close();
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('"study"', '"stuby"'));
    study = open();
    assert.match(study.warnings[0] ?? '', /line 1 .*damaged; record 0 is lost/);
    assert.equal(study.size, 1);
    study.close();
    assert.equal(readJournal(file).header?.studyId, 'abc');
  });

  it('refuses a second coordinator while the first lives, naming its process, and not after it was killed', async () => {
    const file = scratch();
    const child = spawn(
      process.execPath,
      [
        '--import=tsx',
        '--input-type=module',
        '-e',
        `import { JournalStorage } from 'sentilab/tuning/node';
        const s = new JournalStorage(${JSON.stringify(file)}); s.begin(${JSON.stringify(header)}); console.log('open'); setInterval(() => {}, 1000);`,
      ],
      { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await new Promise((resolve) => child.stdout.once('data', resolve));
    assert.throws(() => new JournalStorage(file), {
      name: 'FailureError',
      exitCode: 1,
      message: new RegExp(`is being run by process ${child.pid}.*kill ${child.pid}`),
    });
    assert.equal(readJournal(file).header?.studyId, 'abc', 'reading needs no lock');
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    assert.equal(load(file).hasHeader, true);
  });

  it('reads a file that another process appends to, a torn tail silently left aside', () => {
    const file = scratch();
    write(file);
    fs.appendFileSync(file, '{"crc":"12345678","length":50,"record":{"seq":10');
    const { events, damages } = readJournal(file);
    assert.equal(events.length, script.length);
    assert.deepEqual(damages, []);
  });

  it('refuses a journal of a newer version, telling what to do', () => {
    const file = scratch();
    const storage = new JournalStorage(file);
    storage.begin({ ...header, version: STUDY_VERSION + 1 });
    storage.close();
    assert.throws(() => readJournal(file), /newer version \(format 4, this one knows 3\)\. Update sentilab/);
    assert.throws(() => new JournalStorage(file), /newer version/);
    // The failed opening left no lock behind.
    assert.deepEqual(fs.readdirSync(path.dirname(file)), ['journal.jsonl']);
  });

  it('names a file that cannot be opened', () => {
    const folder = path.dirname(scratch());
    assert.throws(() => new JournalStorage(folder), /Could not open the journal .*permissions/);
    assert.throws(
      () => readJournal(path.join(folder, 'missing.jsonl')),
      /Could not read the journal .*missing\.jsonl/,
    );
  });

  it('takes a line back that did not fit on the disk, says so, and goes on when there is space again', function () {
    if (process.platform === 'win32') this.skip();
    const file = scratch();
    // Only the soft limit is set, so that the same process can later raise it: by prlimit, from outside.
    const program = `import { JournalStorage } from 'sentilab/tuning/node';
      import { execFileSync } from 'node:child_process';
      process.on('SIGXFSZ', () => {});
      const storage = new JournalStorage(${JSON.stringify(file)});
      storage.begin(${JSON.stringify(header)});
      let written = 0;
      try {
        for (;;) { storage.append({ event: 'reported', trial: 0, attempt: 1, epoch: 1, metrics: { ['m'.repeat(100)]: 1 } }, { durable: false }); written++; }
      } catch (error) { console.log(error.name, error.message); }
      console.log('written', written);
      try { storage.append(${JSON.stringify(more)}, { durable: true }); console.log('no'); } catch { console.log('still full'); }
      execFileSync('prlimit', ['--pid', String(process.pid), '--fsize=unlimited']);
      storage.append(${JSON.stringify(more)}, { durable: true });
      console.log('goes on');
      storage.close();`;
    const run = spawnSync(
      'bash',
      ['-c', 'ulimit -S -f 8; exec "$0" --import=tsx --input-type=module -e "$1"', process.execPath, program],
      {
        encoding: 'utf8',
        cwd: root,
      },
    );
    const written = Number(/written (\d+)/.exec(run.stdout)?.[1]);
    assert.match(
      run.stdout,
      /FailureError Could not write to the journal .*journal\.jsonl: .*Free some disk space/,
      run.stderr,
    );
    assert.match(run.stdout, /still full\ngoes on/);
    assert.ok(written > 10);
    const { events, warnings } = load(file);
    assert.deepEqual(warnings, []);
    assert.deepEqual(
      events.map(({ seq }) => seq),
      Array.from({ length: written + 1 }, (_, i) => i + 1),
    );
  });

  it('loads the journal of version 1 for ever', () => {
    const fixture = path.join(root, 'test/fixtures/journal-v1/journal.jsonl');
    const { header: found, events, damages } = readJournal(fixture);
    assert.deepEqual(damages, []);
    assert.deepEqual(found, header);
    assert.deepEqual(
      events,
      script.map((event, i) => ({ ...event, seq: i + 1, time: '2024-05-06T07:08:09.000Z' })),
    );
    const trials = replay(events);
    assert.deepEqual(
      trials.map(({ state, value, reason }) => [state, value, reason]),
      [
        ['finished', 0.5, null],
        ['pruned', null, 'worse'],
        ['failed', null, null],
      ],
    );
  });

  it('loads the journal of version 2 for ever', () => {
    const {
      header: found,
      events,
      damages,
    } = readJournal(path.join(root, 'test/fixtures/journal-v2/journal.jsonl'));
    assert.deepEqual(damages, []);
    assert.deepEqual(found, { version: 2, studyId: 'two', definition: { title: 'version 2' } });
    assert.deepEqual(
      replay(events).map(({ state, values, attempt, crashes, queued, by, notes }) => ({
        ...{ state, values, attempt, crashes, queued, by, notes },
      })),
      [
        {
          ...{ state: 'finished', values: [0.5, 12], attempt: 2, crashes: 1, queued: false },
          ...{ by: '4711|123456|host', notes: { machine: { cores: 2, names: ['ä', null] } } },
        },
        { state: 'asked', values: null, attempt: 0, crashes: 0, queued: true, by: null, notes: {} },
        { state: 'failed', values: null, attempt: 0, crashes: 0, queued: false, by: null, notes: {} },
      ],
    );
  });

  it('loads the journal of version 3 for ever', () => {
    const file = path.join(root, 'test/fixtures/journal-v3/journal.jsonl');
    const { header: found, events, damages } = readJournal(file);
    assert.deepEqual(damages, []);
    assert.deepEqual(found, { version: 3, studyId: 'three', definition: { title: 'version 3' } });
    const [trial] = replay(events);
    assert.deepEqual([trial?.state, trial?.params], ['finished', { lr: 0.01, cell: 'gru' }]);
    assert.deepEqual(trial?.dimensions, {
      lr: { kind: 'float', low: 0.001, high: 0.1, scale: 'log' },
      cell: { kind: 'categorical', choices: ['lstm', 'gru'] },
    });
  });

  it('gives a study of an older version a header of this one before the first event is added', () => {
    const file = scratch();
    fs.copyFileSync(path.join(root, 'test/fixtures/journal-v1/journal.jsonl'), file);
    const s = space({ x: float(0, 1), c: categorical(['ä', 'b']) });
    const open = (): Study =>
      new Study({
        id: 'abc',
        space: s,
        sampler: new RandomSampler(s, 1),
        direction: 'minimize',
        storage: new JournalStorage(file),
      });
    const before = fs.readFileSync(file);
    let study = open();
    const trials = study.trials;
    study.close();
    assert.deepEqual(fs.readFileSync(file), before, 'opening alone changes nothing');
    study = open();
    study.ask();
    study.ask();
    study.close();
    assert.deepEqual(readJournal(file).header, { ...header, version: STUDY_VERSION });
    assert.equal(fs.readFileSync(file, 'utf8').split('"event":"study"').length - 1, 2);
    assert.deepEqual(replay(readJournal(file).events).slice(0, 3), trials);
  });

  it('opens 20,000 events of 5,000 trials within five seconds on a busy machine', function () {
    this.timeout(60_000);
    const file = scratch();
    const storage = new JournalStorage(file, { now });
    storage.begin(header);
    for (let trial = 0; trial < 5000; trial++)
      for (const event of script.slice(0, 4)) storage.append({ ...event, trial }, { durable: false });
    storage.close();
    const before = performance.now();
    const { events } = load(file);
    const milliseconds = performance.now() - before;
    assert.equal(replay(events).length, 5000);
    assert.ok(milliseconds < 5000, `${milliseconds} ms`);
  });
});

/** Whether bytes of an unfinished record remain after the cut. */
function isTorn(bytes: Buffer, cut: number): boolean {
  const tail = bytes.subarray(bytes.lastIndexOf(0x0a, cut - 1) + 1, cut);
  const line = bytes.subarray(bytes.lastIndexOf(0x0a, cut - 1) + 1, bytes.indexOf(0x0a, cut - 1));
  return tail.length > 0 && !tail.equals(line);
}
