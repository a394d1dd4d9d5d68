import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { writeTrials } from 'sentilab/experiment/node';
import {
  RandomSampler,
  Study,
  boolean,
  categorical,
  float,
  int,
  optimize,
  space,
  trialRows,
} from 'sentilab/tuning';
import type { TrialRow } from 'sentilab/tuning';

describe('writeTrials', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-trials-'));
  let rows: TrialRow[] = [];

  before(async () => {
    const s = space({
      lr: float(0, 1),
      n: int(1, 9),
      fast: boolean(),
      mixed: categorical(['a,"b"\n', 2, true]),
    });
    const study = new Study({ space: s, sampler: new RandomSampler(s, 1), direction: 'minimize' });
    await optimize(
      study,
      ({ lr, n }, { trial }) => {
        if (trial.number === 3) throw new Error('a comma, "quotes" and\na line break: ü');
        return lr * n;
      },
      { trials: 12 },
    );
    study.note(2, 'who', 'me');
    rows = trialRows(study);
  });

  it('writes CSV that reads back to the same values', () => {
    const file = path.join(folder, 'trials.csv');
    writeTrials(rows, file);
    const read = parse<Record<string, string>>(fs.readFileSync(file, 'utf8'), { columns: true });
    assert.deepEqual(
      read,
      rows.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([key, value]) => [key, value === null ? '' : String(value)]),
        ),
      ),
    );
    assert.deepEqual(
      read.map((row) => (row['value'] === '' ? null : Number(row['value']))),
      rows.map((row) => row['value']),
    );
  });

  it('writes Parquet that reads back to the same values and types, nulls included', async () => {
    const file = path.join(folder, 'trials.parquet');
    writeTrials(rows, file);
    const read = await parquetReadObjects({ file: await asyncBufferFromFile(file) });
    assert.deepEqual(
      read,
      rows.map((row) => ({ ...row, 'param.mixed': String(row['param.mixed']) })),
    );
    assert.equal((read[3] as TrialRow | undefined)?.['state'], 'failed');
    assert.equal(typeof (read[0] as TrialRow | undefined)?.['param.fast'], 'boolean');
  });

  it('puts studies of different columns into one table, and names the endings it knows', async () => {
    const file = path.join(folder, 'both.parquet');
    writeTrials([{ a: 1 }, { b: 'x' }], file);
    assert.deepEqual(await parquetReadObjects({ file: await asyncBufferFromFile(file) }), [
      { a: 1, b: null },
      { a: null, b: 'x' },
    ]);
    assert.throws(() => writeTrials(rows, path.join(folder, 'trials.xlsx')), /ends? in \.csv or \.parquet/);
    assert.deepEqual(fs.readdirSync(folder).sort(), ['both.parquet', 'trials.csv', 'trials.parquet']);
  });
});
