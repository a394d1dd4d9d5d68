import fs from 'node:fs';
import path from 'node:path';
import { FailureError } from '../../errors/index.ts';
import { sha256File } from '../../files/node.ts';
import type { DownloadEffects } from './effects.ts';

/**
 * A downloaded file that is kept, checked by its SHA-256 every time. Wrong bytes in the kept file are named, removed and
 * fetched again; wrong bytes that were just fetched are refused.
 *
 * @param file where it is kept
 * @param fetchInto writes it into an empty folder and returns its path there
 * @throws FailureError when what was fetched is not what is expected
 */
export async function cachedDownload(
  file: string,
  sha256: string,
  fetchInto: (folder: string) => Promise<string>,
  effects: DownloadEffects,
): Promise<void> {
  if (fs.existsSync(file)) {
    const found = await sha256File(file);
    if (found === sha256) return;
    effects.log(`${file} has wrong bytes (SHA-256 ${found}, expected ${sha256}): removed, fetching it again.`);
    fs.rmSync(file);
  }
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const folder = fs.mkdtempSync(`${file}.`);
  try {
    const fetched = await fetchInto(folder);
    const found = await sha256File(fetched);
    if (found !== sha256)
      throw new FailureError(`The download of ${path.basename(file)} has wrong bytes: SHA-256 ${found}, expected ${sha256}.`, {
        fix: 'Nothing was kept. Run the command again; if it happens again, what is served there has changed.',
      });
    fs.renameSync(fetched, file); // same folder, so whole or not at all
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
