import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { openResults } from 'sentilab/tracking/node';
import { Study, TpeSampler, float, int, readOptunaJournal, space } from 'sentilab/tuning';
import { JournalStorage } from 'sentilab/tuning/node';
import { temporaryFolder } from '../../data/mini-archive.ts';
import { makeExperiment, makeRecords } from '../../support/records.ts';
import { runCommandLine } from '../../support/command-line.ts';

describe('npm run trials', function () {
  this.timeout(60_000);
  const root = temporaryFolder();
  const results = openResults(root);
  const s = space({ lr: float(0.001, 0.1, { scale: 'log' }), units: int(8, 64) }).where(
    ({ units }) => units > 8,
    'wide',
  );
  const run = (...args: readonly string[]) =>
    runCommandLine(['trials', ...args, '--results', root], { env: { INIT_CWD: root } });

  before(() => {
    for (const record of makeRecords({ seed: 1 })) results.writeRun(record);
    results.writeExperiment(makeExperiment({ seed: 1 }));
    const file = results.paths('quick').journalFile('tpe-1');
    fs.mkdirSync(path.dirname(file), { recursive: true });
    const study = new Study({
      ...{
        id: 'tpe-1',
        space: s,
        sampler: new TpeSampler(s, 1),
        direction: 'minimize',
        metric: 'validation/loss',
      },
      storage: new JournalStorage(file),
      definition: { space: s.toJSON(), objective: { metric: 'validation/loss', direction: 'minimize' } },
    });
    for (let i = 0; i < 5; i++) {
      study.ask();
      study.start(i, { attempt: 1, runId: `r${i}` });
      study.report(i, 1, { 'validation/loss': 1 - i / 10 });
      if (i < 4) study.tell(i, { state: 'finished', value: 0.5 - i / 10 });
    }
    study.close();
  });

  it('writes every trial of every study as a line of a table, a running one without a value', () => {
    const { status, stdout, stderr } = run('quick', '--out', 'trials.csv');
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^5 trials of 1 study:\n {2}.*trials\.csv\n$/);
    const rows = parse<Record<string, string>>(fs.readFileSync(path.join(root, 'trials.csv')), {
      columns: true,
    });
    assert.equal(rows.length, 5);
    assert.deepEqual(
      rows.map((row) => [
        row['study'],
        row['number'],
        row['state'],
        row['value'],
        row['metric.validation/loss'],
      ]),
      [
        ['tpe-1', '0', 'finished', '0.5', '1'],
        ['tpe-1', '1', 'finished', '0.4', '0.9'],
        ['tpe-1', '2', 'finished', '0.3', '0.8'],
        ['tpe-1', '3', 'finished', '0.2', '0.7'],
        ['tpe-1', '4', 'running', '', '0.6'],
      ],
    );
    assert.ok(rows.every((row) => Number(row['param.lr']) > 0 && Number(row['param.units']) > 8));
  });

  it('writes a journal per study that says the same as Optuna’s words', () => {
    assert.equal(run('quick', '--optuna', 'journals').status, 0);
    const [study] = readOptunaJournal(fs.readFileSync(path.join(root, 'journals', 'tpe-1.log'), 'utf8'));
    assert.deepEqual(
      study?.trials.map(({ value }) => value),
      [0.5, 0.4, 0.3, 0.2, null],
    );
    assert.deepEqual(study.dimensions['lr'], { kind: 'float', low: 0.001, high: 0.1, scale: 'log' });
  });

  it('refuses another ending and an experiment without a search, with what to do', () => {
    const ending = run('quick', '--out', 'trials.xlsx');
    assert.equal(ending.status, 2);
    assert.match(ending.stderr, /Let its name end in \.csv or \.parquet/);
    fs.mkdirSync(results.paths('alone').folder, { recursive: true });
    const [record] = makeRecords({ seed: 2 });
    results.writeRun({ ...(record ?? assert.fail()), experiment: 'alone' });
    const none = run('alone');
    assert.equal(none.status, 2);
    assert.match(none.stderr, /experiment: The experiment has no search/);
  });
});
