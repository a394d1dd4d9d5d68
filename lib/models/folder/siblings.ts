import fs from 'node:fs';
import path from 'node:path';
import { processStartTime } from '../../files/node.ts';

/** Where a model folder waits while a new one takes its place. */
export function previousOf(folder: string): string {
  return path.join(path.dirname(folder), `.${path.basename(folder)}.previous`);
}

/** Puts the old folder back when a process died between the two renames of a replacement; else clears it away. */
export function recoverPrevious(folder: string): void {
  const previous = previousOf(folder);
  if (!fs.existsSync(previous)) return;
  if (fs.existsSync(folder)) fs.rmSync(previous, { recursive: true, force: true });
  else fs.renameSync(previous, folder);
}

/** A name for the folder that becomes `folder` once it is complete. */
export function temporaryFor(folder: string, unique: string): string {
  return path.join(path.dirname(folder), `.${path.basename(folder)}.${process.pid}.${unique}.tmp`);
}

/** Removes what savers that were killed left behind. */
export function clearDeadTemporaries(folder: string): void {
  const parent = path.dirname(folder);
  if (!fs.existsSync(parent)) return;
  const prefix = `.${path.basename(folder)}.`;
  for (const name of fs.readdirSync(parent)) {
    const pid = name.startsWith(prefix)
      ? /^(\d+)\.[0-9a-f]+\.tmp$/.exec(name.slice(prefix.length))?.[1]
      : undefined;
    if (pid !== undefined && processStartTime(Number(pid)) === null)
      fs.rmSync(path.join(parent, name), { recursive: true, force: true });
  }
}
