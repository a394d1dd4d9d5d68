import fs from 'node:fs';
import path from 'node:path';

/**
 * Removes the files used longest ago until the folder has at most `maxBytes`, and what killed writers left behind an
 * hour ago. A file that another process takes away meanwhile is no error.
 *
 * @param keep name of a file that stays
 */
export function keepWithin(folder: string, maxBytes: number, keep: string): void {
  const files = fs.readdirSync(folder).flatMap((name) => {
    const stat = fs.statSync(path.join(folder, name), { throwIfNoEntry: false });
    return stat?.isFile() ? [{ name, size: stat.size, usedAt: stat.mtimeMs }] : [];
  });
  const newest = Math.max(0, ...files.map(({ usedAt }) => usedAt));
  let total = files.reduce((sum, { size }) => sum + size, 0);
  for (const { name, size, usedAt } of files.sort((a, b) => a.usedAt - b.usedAt)) {
    const leftover = name.endsWith('.tmp') && usedAt < newest - 3_600_000;
    if (name === keep || (total <= maxBytes && !leftover)) continue;
    if (name.endsWith('.tmp') && !leftover) continue; // somebody is writing it
    fs.rmSync(path.join(folder, name), { force: true });
    total -= size;
  }
}
