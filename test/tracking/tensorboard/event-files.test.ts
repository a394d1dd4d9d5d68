import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { parseRunRecord } from 'sentilab/tracking';
import { openResults, writeEventFiles } from 'sentilab/tracking/node';
import { sha256Hex } from 'sentilab/hash';
import { temporaryFolder } from '../../data/mini-archive.ts';

interface Golden {
  readonly by: string;
  readonly sha256: string;
  readonly scalars: Readonly<Record<string, readonly (readonly [number, number, number])[]>>;
  readonly hparams: {
    readonly '_hparams_/session_start_info': {
      readonly sessionStartInfo: { readonly hparams: Readonly<Record<string, unknown>> };
    };
    readonly '_hparams_/session_end_info': { readonly sessionEndInfo: { readonly status: string } };
  };
}

const read = (file: string): unknown =>
  JSON.parse(fs.readFileSync(path.join(import.meta.dirname, '../..', file), 'utf8'));
const golden = read('golden/tensorboard.json') as Golden;
const record = parseRunRecord(read('fixtures/run-record-v1/finished.json'), 'finished.json');

describe('TensorBoard event files', () => {
  const folder = temporaryFolder();

  it(`are the bytes that ${golden.by} has read`, () => {
    writeEventFiles(folder, [record]);
    const [run] = fs.readdirSync(folder);
    assert.equal(run, record.id);
    const [file] = fs.readdirSync(path.join(folder, run));
    assert.match(file ?? '', /^events\.out\.tfevents\.\d+\.sentilab$/);
    assert.equal(sha256Hex(fs.readFileSync(path.join(folder, run, file ?? ''))), golden.sha256);
  });

  it('hold every metric of every epoch at its step and time, and the final ones at the last step', () => {
    const start = Date.parse(record.timing.startedAt) / 1000;
    for (const name of Object.keys(record.epochs[0]?.metrics ?? {}))
      assert.deepEqual(
        golden.scalars[name],
        record.epochs.map(({ seconds, step, metrics }) => [
          start + seconds,
          step,
          Math.fround(metrics[name] ?? NaN),
        ]),
      );
    const accuracy = record.metrics['test/accuracy']?.value ?? NaN;
    const last = record.epochs.at(-1)?.step;
    assert.deepEqual(golden.scalars['test/accuracy'], [
      [Date.parse(record.timing.finishedAt) / 1000, last, Math.fround(accuracy)],
    ]);
  });

  it('hold the parameters of the trial for the HParams table', () => {
    const { hparams } = golden.hparams['_hparams_/session_start_info'].sessionStartInfo;
    assert.deepEqual(hparams, { ...record.trial?.params, seed: record.run.seed });
    assert.equal(golden.hparams['_hparams_/session_end_info'].sessionEndInfo.status, 'STATUS_SUCCESS');
  });

  it('are written for records that a sweep wrote, and again over themselves', () => {
    const results = openResults(path.join(folder, 'results'));
    results.writeRun(record);
    const { runs } = results.readRuns(record.experiment);
    for (let time = 0; time < 2; time++) writeEventFiles(path.join(folder, 'again'), runs);
    assert.deepEqual(fs.readdirSync(path.join(folder, 'again')), [record.id]);
  });
});
