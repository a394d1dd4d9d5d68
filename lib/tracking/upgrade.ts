import { FailureError } from '../errors/index.ts';
import { RUN_RECORD_VERSION, runRecordSchema, type RunRecord } from './schema/run-record.ts';
import { parseAs } from './schema/parse.ts';

/** Turns a record of one version into the next one. It may trust the version, not the rest. */
export type UpgradeStep = (record: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** `STEPS[n]` reads version n and writes version n + 1. Never removed: old files must load for ever. */
const STEPS: Readonly<Record<number, UpgradeStep>> = {};

/**
 * A RunRecord out of parsed JSON of any version up to today's.
 *
 * @param what names the source in errors, such as a path
 * @throws FailureError for a newer version (both versions are named) and for what is not a record
 */
export function parseRunRecord(json: unknown, what = 'run record'): RunRecord {
  return parseAs(runRecordSchema, upgrade(json, RUN_RECORD_VERSION, STEPS, what), what);
}

/** Applies the steps from the version found to the wanted one. Apart from `parseRunRecord` for tests. */
export function upgrade(
  json: unknown,
  wanted: number,
  steps: Readonly<Record<number, UpgradeStep>>,
  what: string,
): unknown {
  const found = versionOf(json);
  if (found === null)
    throw new FailureError('Not a run record: it has no schemaVersion.', {
      field: what,
      fix: 'Move the file out of runs/: only run records belong there.',
    });
  if (found > wanted)
    throw new FailureError(
      `Written by a newer sentilab: schema version ${found}, this one reads up to ${wanted}.`,
      {
        field: what,
        fix: 'Update sentilab (git pull), or use the version that wrote it.',
      },
    );
  let record = json as Readonly<Record<string, unknown>>;
  for (let version = found; version < wanted; version++) {
    const step = steps[version];
    if (step === undefined)
      throw new FailureError(`No way to read schema version ${version}; this sentilab writes ${wanted}.`, {
        field: what,
      });
    record = { ...step(record), schemaVersion: version + 1 };
  }
  return record;
}

function versionOf(json: unknown): number | null {
  if (typeof json !== 'object' || json === null || !('schemaVersion' in json)) return null;
  const version: unknown = json.schemaVersion;
  return typeof version === 'number' && Number.isInteger(version) && version >= 1 ? version : null;
}
