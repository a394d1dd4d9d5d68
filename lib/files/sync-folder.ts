import fs from 'node:fs';

/** Makes a folder's names durable: after a rename or a new file in it, so that a power cut does not undo them. */
export function syncFolder(folder: string): void {
  const handle = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}
