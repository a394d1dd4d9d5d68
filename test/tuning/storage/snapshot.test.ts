import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { RandomSampler, Study, float, space } from 'sentilab/tuning';
import { JournalStorage } from 'sentilab/tuning/node';

const s = space({ x: float(0, 1) });

function open(file: string, snapshotEvery = 20): Study<{ readonly x: number }> {
  return new Study({
    space: s,
    sampler: new RandomSampler(s, 1),
    direction: 'minimize',
    storage: new JournalStorage(file, { snapshotEvery }),
  });
}

function run(study: Study, trials: number): void {
  for (let i = 0; i < trials; i++) {
    const number = study.ask()?.number ?? 0;
    study.start(number, { attempt: 1, runId: `r${number}` });
    study.report(number, 1, { value: number });
    if (number % 3 === 2) study.fail(number, new Error('x'));
    else if (number % 5 !== 4) study.tell(number, { state: 'finished', value: number });
  }
}

/** A journal of 12 trials with its snapshot of the first 10. */
function journal(): { readonly file: string; readonly snapshot: string } {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-snapshot-')), 'journal.jsonl');
  let study = open(file);
  run(study, 10);
  study.close();
  study = open(file, 1e6);
  run(study, 2);
  study.close();
  return { file, snapshot: `${file}.snapshot` };
}

/** The trials as the journal alone tells them. */
function fromJournal(file: string): Study['trials'] {
  const copy = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-snapshot-')), 'journal.jsonl');
  fs.copyFileSync(file, copy);
  const study = open(copy, 1e6);
  study.close();
  return study.trials;
}

describe('snapshot of a journal', () => {
  it('opens to the same trials, warnings and next suggestion as the journal alone', () => {
    const { file, snapshot } = journal();
    const covered = (
      JSON.parse(fs.readFileSync(snapshot, 'utf8').split('\n')[0] ?? '') as {
        place: { byte: number };
      }
    ).place.byte;
    assert.ok(covered > 0 && covered < fs.statSync(file).size, 'it covers a part');
    const storage = new JournalStorage(file);
    assert.equal(storage.load().state?.trials.length, 10);
    assert.ok(storage.load().events.length < 10);
    storage.close();
    const study = open(file);
    assert.deepEqual(study.trials, fromJournal(file));
    assert.deepEqual(study.warnings, []);
    assert.deepEqual(
      study.pending().map(({ number }) => number),
      [4, 9],
    );
    const plain = open(path.join(path.dirname(snapshot), 'other.jsonl'));
    run(plain, 12);
    assert.deepEqual(study.ask()?.params, plain.ask()?.params);
    study.close();
    plain.close();
  });

  it('is left aside when it is damaged, cut, of another version or of another journal', () => {
    const { file, snapshot } = journal();
    const good = fs.readFileSync(snapshot);
    const expected = fromJournal(file);
    const flipped = Buffer.from(good);
    flipped[good.length - 40] = (flipped[good.length - 40] ?? 0) ^ 1;
    const faults: readonly Buffer[] = [
      flipped,
      good.subarray(0, good.length - 1),
      good.subarray(0, 10),
      Buffer.alloc(0),
      Buffer.from(good.toString('latin1').replace('"snapshot":1', '"snapshot":9'), 'latin1'),
    ];
    for (const fault of faults) {
      fs.writeFileSync(snapshot, fault);
      const storage = new JournalStorage(file);
      assert.equal(storage.load().state, null);
      storage.close();
      const study = open(file, 1e6);
      assert.deepEqual(study.trials, expected);
      study.close();
    }
    const other = journal();
    fs.copyFileSync(snapshot, other.snapshot);
    fs.writeFileSync(snapshot, good);
    const bytes = fs.readFileSync(file, 'utf8');
    fs.writeFileSync(file, bytes.replace('"trial":0', '"trial":7'));
    const study = open(file, 1e6);
    assert.match(
      study.warnings.join(),
      /line 2 .*damaged; record 1 is lost/,
      'the journal counts, not its snapshot',
    );
    study.close();
  });

  it('goes on naming the damage that it covers', () => {
    const { file, snapshot } = journal();
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('"trial":0', '"trial":7'));
    fs.rmSync(snapshot);
    const first = open(file);
    first.close();
    assert.ok(fs.existsSync(snapshot));
    const again = open(file);
    assert.match(again.warnings.join(), /line 2 .*damaged; record 1 is lost/);
    assert.deepEqual(again.warnings, first.warnings);
    again.close();
  });

  it('that cannot be written costs nothing', () => {
    const { file, snapshot } = journal();
    fs.rmSync(snapshot);
    fs.mkdirSync(snapshot);
    const study = open(file);
    run(study, 1);
    study.close();
    assert.equal(fromJournal(file).length, 13);
  });
});
