import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { readJournal } from 'sentilab/tuning/node';
import { startWriter } from './start-writer.ts';

export interface NoSpaceReport {
  /** One for each way to be out of space or without permission. */
  readonly cases: readonly {
    readonly name: string;
    /** null: this machine does not allow to try it. */
    readonly message: string | null;
  }[];
  readonly faults: readonly string[];
}

type Outcome = { readonly message: string | null; readonly faults: readonly string[] };

/** Full disks and missing permissions: a clear message, nothing damaged, and it goes on when there is space again. */
export async function noSpace(bundle: string, folder: string): Promise<NoSpaceReport> {
  const ways: readonly (readonly [string, () => Promise<Outcome>])[] = [
    ['/dev/full', () => devFull(bundle, path.join(folder, 'full'))],
    ['ulimit -f', () => fileLimit(bundle, path.join(folder, 'limit'))],
    ['full tmpfs', () => fullTmpfs(bundle, path.join(folder, 'tmpfs'))],
    ['no permission', () => noPermission(bundle, path.join(folder, 'denied'))],
  ];
  const cases: { name: string; message: string | null }[] = [];
  const faults: string[] = [];
  for (const [name, way] of ways) {
    const { message, faults: found } = await way();
    cases.push({ name, message });
    faults.push(...found.map((fault) => `${name}: ${fault}`));
  }
  return { cases, faults };
}

const NOT_ALLOWED: Outcome = { message: null, faults: [] };

/** A device on which every write fails. */
async function devFull(bundle: string, folder: string): Promise<Outcome> {
  if (!fs.existsSync('/dev/full')) return NOT_ALLOWED;
  fs.mkdirSync(folder);
  const file = path.join(folder, 'journal.jsonl');
  fs.symlinkSync('/dev/full', file);
  const writer = startWriter(bundle, { file, appends: 1 });
  const message = (await writer.next())?.error ?? '';
  await writer.exited;
  return { message, faults: clear(message, file, /Free some disk space/) };
}

/** A file that may not grow beyond 16 KiB until the limit is lifted. */
async function fileLimit(bundle: string, folder: string): Promise<Outcome> {
  if (spawnSync('prlimit', ['--version']).status !== 0) return NOT_ALLOWED;
  fs.mkdirSync(folder);
  const file = path.join(folder, 'journal.jsonl');
  return untilFull(bundle, file, { fileLimit: 16 }, (pid) =>
    execFileSync('prlimit', ['--pid', String(pid), '--fsize=unlimited']),
  );
}

/** A file system of 64 KiB, most of it taken by another file until that one is removed. */
async function fullTmpfs(bundle: string, folder: string): Promise<Outcome> {
  fs.mkdirSync(folder);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]).status !== 0) return NOT_ALLOWED;
  try {
    const other = path.join(folder, 'other');
    fs.writeFileSync(other, Buffer.alloc(32 * 1024));
    return await untilFull(bundle, path.join(folder, 'journal.jsonl'), {}, () => fs.rmSync(other));
  } finally {
    spawnSync('umount', [folder]);
  }
}

async function untilFull(
  bundle: string,
  file: string,
  limits: { readonly fileLimit?: number },
  makeRoom: (pid: number | undefined) => void,
): Promise<Outcome> {
  const writer = startWriter(bundle, { file, appends: 10_000, ...limits });
  const stopped = await writer.next();
  const message = stopped?.error ?? '';
  const faults = clear(message, file, /Free some disk space/);
  const before = readJournal(file);
  if (before.damages.length > 0 || before.events.length !== stopped?.done)
    faults.push(`${before.events.length} records are there, ${stopped?.done} were acknowledged`);
  makeRoom(writer.pid);
  writer.goOn();
  const after = await writer.next();
  if (after?.done !== before.events.length + 1) faults.push(`did not go on: ${after?.error ?? 'it ended'}`);
  if ((await writer.exited) !== 0) faults.push('the writer failed');
  const { events, damages } = readJournal(file);
  if (damages.length > 0 || events.some(({ seq }, i) => seq !== i + 1)) faults.push('the journal is damaged');
  if (events.length !== before.events.length + 1) faults.push('a record is missing');
  return { message, faults };
}

/** A folder that may be read but not written, as somebody without privileges. */
async function noPermission(bundle: string, folder: string): Promise<Outcome> {
  fs.mkdirSync(folder);
  const file = path.join(folder, 'journal.jsonl');
  const first = startWriter(bundle, { file, appends: 3 });
  await first.next();
  await first.exited;
  const bytes = fs.readFileSync(file);
  fs.chmodSync(folder, 0o555);
  try {
    const root = process.getuid?.() === 0;
    const second = startWriter(bundle, { file, appends: 3, ...(root && { uid: 65_534 }) });
    const word = await second.next();
    await second.exited;
    const faults = clear(word?.error ?? '', file, /permissions of the folder/);
    if (!fs.readFileSync(file).equals(bytes)) faults.push('the journal was changed');
    fs.chmodSync(folder, 0o755);
    const third = startWriter(bundle, { file, appends: 1 });
    if ((await third.next())?.done !== 1) faults.push('did not go on');
    await third.exited;
    return { message: word?.error ?? '', faults };
  } finally {
    fs.chmodSync(folder, 0o755);
  }
}

/** A message names the file and what to do. */
function clear(message: string, file: string, fix: RegExp): string[] {
  return message.includes(file) && fix.test(message) ? [] : [`the message is not clear: ${message}`];
}
