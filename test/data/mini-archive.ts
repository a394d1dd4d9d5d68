import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';

/** Files of a small archive in the official layout: per class `count` reviews of the train half,
 * one of the test half, one without a label, and what must be passed over. */
export function miniFiles(count: number): Map<string, string> {
  const files = new Map<string, string>([['aclImdb/README', 'read me']]);
  for (const label of ['pos', 'neg'])
    for (let i = 0; i < count; i++)
      files.set(`aclImdb/train/${label}/${i}_${label === 'pos' ? 9 : 2}.txt`, `A ${label} review, number ${i}: café<br />.`);
  files.set('aclImdb/train/unsup/0_0.txt', 'without a label');
  files.set('aclImdb/test/pos/0_10.txt', 'liked, of the test half');
  files.set('aclImdb/test/neg/0_1.txt', 'disliked, of the test half');
  files.set('aclImdb/train/urls_pos.txt', 'no review');
  return files;
}

/** A tar.gz of files. */
export async function tarGz(files: ReadonlyMap<string, string>): Promise<Buffer> {
  const tar = pack();
  for (const [name, content] of files) tar.entry({ name }, content);
  tar.finalize();
  return gzipSync(await buffer(tar));
}

/** Writes files under a folder. */
export function writeFiles(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [name, content] of files) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
  }
}

/** A new temporary folder, removed after the test. */
export function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-data-'));
  after(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}
