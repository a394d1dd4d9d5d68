import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FailureError, UserError, errorMessage } from '../../errors/index.ts';
import { acquireLock, sha256File, syncFolder } from '../../files/node.ts';
import type { DownloadEffects } from './effects.ts';
import { networkReason } from './http-get.ts';
import { PartFile } from './part-file.ts';
import { DownloadProgress } from './progress-text.ts';
import { Refused, transfer } from './transfer.ts';

/** A file that is known beforehand. */
export interface KnownFile {
  /** Bytes. */
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

export interface DownloadOptions extends KnownFile {
  /** Where it goes; what is not whole yet lies beside it as `FILE.part`. */
  readonly file: string;
  /** Addresses that serve it, tried in this order. */
  readonly urls: readonly string[];
  /** Further tries at an address that has answered, after a break; a try that brought bytes does not count. Default 3. */
  readonly retries?: number;
  /** Before the first further try; doubles each time. Default 500 ms. */
  readonly retryDelayMs?: number;
  /** Longest wait for the first answer. Default 8,000 ms. */
  readonly connectTimeoutMs?: number;
  /** Longest silence afterwards. Default 20,000 ms. */
  readonly stallMs?: number;
}

/**
 * Fetches a file whose size and SHA-256 are known. A broken download is gone on with where it ended, in this call and in
 * the next one, whatever address the bytes came from; the file gets its name only after its checksum was verified. Wrong
 * bytes are refused with the address that sent them, and the next address is tried. A file that is here already is
 * verified and, when it is damaged, fetched again.
 *
 * @throws UserError for an address that is none; FailureError naming every address and why it failed, or the full disk
 */
export async function download(options: DownloadOptions, effects: DownloadEffects): Promise<void> {
  const { file, size, urls } = options;
  for (const url of urls) checkUrl(url);
  if (await isHere(options, effects)) return;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const lock = acquireLock(`${file}.part.lock`);
  if ('heldBy' in lock)
    throw new FailureError(`Process ${lock.heldBy} is downloading ${path.basename(file)} at this moment.`, {
      fix: 'Wait until it is done.',
    });
  try {
    const part = new PartFile(file);
    if (part.size > size) part.remove();
    checkSpace(file, size - part.size);
    const reasons: string[] = [];
    for (const url of urls) {
      try {
        await fromAddress(url, part, options, effects);
        keep(part, file);
        return;
      } catch (error) {
        if (isDiskFull(error)) throw diskFull(file, error);
        const reason = `${url}: ${networkReason(error)}`;
        reasons.push(reason);
        if (urls.length > 1) effects.log(`Could not download ${reason}.`);
      }
    }
    const kept = part.size > 0 ? ' What has come so far is kept; the same command goes on from there.' : '';
    throw new FailureError(`Could not download ${path.basename(file)}: ${reasons.join('; ')}.${kept}`);
  } finally {
    lock.release();
  }
}

/** Tries one address until the part is whole and right. */
async function fromAddress(
  url: string,
  part: PartFile,
  options: DownloadOptions,
  effects: DownloadEffects,
): Promise<void> {
  const { file, size, retries = 3, retryDelayMs = 500, connectTimeoutMs = 8_000, stallMs = 20_000 } = options;
  const shown = new DownloadProgress(path.basename(file), size);
  const progress = (bytes: number): void => effects.status?.(shown.at(bytes));
  // Bytes of an earlier call or another address may be the wrong ones: then this address gets a fair try from the start.
  let inherited = part.size > 0;
  const anew = (): void => void (inherited = false);
  let reachable = false;
  const answered = (): void => void (reachable = true);
  for (let failures = 0; ; ) {
    const before = part.size;
    try {
      if (before < size) await transfer({ url, part, size, connectTimeoutMs, stallMs, progress, anew, answered });
    } catch (error) {
      // A server that has never answered will hardly do so now; whoever waits is better off with the next address.
      if (error instanceof Refused || isDiskFull(error) || !reachable) throw error;
      const grown = part.size > before && before > 0;
      failures = grown ? 1 : failures + 1;
      if (failures > retries) throw error;
      effects.status?.(`${networkReason(error)}: trying again`);
      await sleep(retryDelayMs * 2 ** (failures - 1));
      continue;
    }
    effects.status?.(`checking ${path.basename(file)}`);
    const found = await sha256File(part.path);
    if (found === options.sha256) return;
    part.remove();
    if (!inherited)
      throw new Refused(`it has wrong bytes there (SHA-256 ${found}, expected ${options.sha256}); nothing of them was kept`);
    inherited = false;
    effects.log(`What was kept of ${path.basename(file)} has wrong bytes: removed, starting again.`);
  }
}

async function isHere({ file, size, sha256 }: DownloadOptions, effects: DownloadEffects): Promise<boolean> {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (!stat) return false;
  if (stat.size === size && (await sha256File(file)) === sha256) return true;
  effects.log(`${file} has wrong bytes (expected ${size} with SHA-256 ${sha256}): removed, fetching it again.`);
  fs.rmSync(file);
  return false;
}

/** The verified part gets its name, and both survive a power cut. */
function keep(part: PartFile, file: string): void {
  const handle = fs.openSync(part.path, 'r+');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
  fs.renameSync(part.path, file);
  part.remove();
  syncFolder(path.dirname(file));
}

function checkUrl(url: string): void {
  if (/^https?:$/.test(protocolOf(url))) return;
  throw new UserError('An address begins with https:// or http://.', {
    field: '--mirror',
    value: url,
    fix: 'Give the address of the file, or of the folder it lies in with a / at the end.',
  });
}

/** Empty for what is no address. */
function protocolOf(url: string): string {
  try {
    return new URL(url).protocol;
  } catch {
    return '';
  }
}

function checkSpace(file: string, needed: number): void {
  const { bavail, bsize } = fs.statfsSync(path.dirname(file));
  if (bavail * bsize < needed)
    throw new FailureError(
      `${path.basename(file)} needs ${mib(needed)} MiB more, and the disk has ${mib(bavail * bsize)} MiB left.`,
      { field: path.dirname(file), fix: 'Make room and run the same command again; what has come so far is kept.' },
    );
}

/** No space, no quota, or a limit on file sizes. */
function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(String('code' in error && error.code)) || isDiskFull(error.cause);
}

function diskFull(file: string, error: unknown): FailureError {
  return new FailureError(`The disk is full: ${errorMessage(error)}.`, {
    field: path.dirname(file),
    fix: 'Make room and run the same command again; what has come so far is kept.',
    cause: error,
  });
}

function mib(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}
