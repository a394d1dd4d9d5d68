import assert from 'node:assert/strict';
import { FailureError } from 'sentilab/errors';
import { parseRunRecord } from 'sentilab/tracking';
import { upgrade } from '../../lib/tracking/upgrade.ts';

const steps = {
  1: (record: Readonly<Record<string, unknown>>) => ({ ...record, seconds: Number(record['minutes']) * 60 }),
  2: ({ minutes: _minutes, ...record }: Readonly<Record<string, unknown>>) => ({ ...record, unit: 's' }),
};

describe('upgrade', () => {
  it('takes a version 1 record through every step to version 3', () => {
    assert.deepEqual(upgrade({ schemaVersion: 1, minutes: 2 }, 3, steps, 'x'), {
      schemaVersion: 3,
      seconds: 120,
      unit: 's',
    });
  });

  it('starts at the version found', () => {
    assert.deepEqual(upgrade({ schemaVersion: 2, minutes: 2, seconds: 7 }, 3, steps, 'x'), {
      schemaVersion: 3,
      seconds: 7,
      unit: 's',
    });
  });

  it('leaves today’s version and the given object alone', () => {
    const old = { schemaVersion: 1, minutes: 1 };
    upgrade(old, 3, steps, 'x');
    assert.deepEqual(old, { schemaVersion: 1, minutes: 1 });
    const today = { schemaVersion: 3 };
    assert.equal(upgrade(today, 3, steps, 'x'), today);
  });

  it('names both versions, the file and the fix when a record is from the future', () => {
    assert.throws(() => parseRunRecord({ schemaVersion: 9 }, 'quick/runs/a.json'), {
      name: 'FailureError',
      message:
        'quick/runs/a.json: Written by a newer sentilab: schema version 9, this one reads up to 1. Update sentilab (git pull), or use the version that wrote it.',
    });
  });

  it('says of anything else that it is not a run record', () => {
    for (const json of [
      null,
      7,
      'x',
      [],
      {},
      { schemaVersion: 'one' },
      { schemaVersion: 0 },
      { schemaVersion: 1.5 },
    ])
      assert.throws(() => parseRunRecord(json, 'x'), /x: Not a run record/);
  });

  it('names the first faulty fields of a broken record, and how many more there are', () => {
    assert.throws(
      () => parseRunRecord({ schemaVersion: 1, id: 'a' }, 'quick/runs/a.json'),
      (error: unknown) =>
        error instanceof FailureError &&
        /^quick\/runs\/a\.json: Does not have the expected shape: experiment: /.test(error.message) &&
        /; and \d+ more\. /.test(error.message),
    );
  });
});
