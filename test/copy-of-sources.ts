import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from 'sentilab/files/node';

/** A folder with this project's sources to edit, and its installed packages. */
export function copyOfSources(): string {
  const root = projectRoot();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-sources-'));
  fs.cpSync(path.join(root, 'lib'), path.join(folder, 'lib'), { recursive: true });
  for (const name of ['package.json', 'tsconfig.json'])
    fs.copyFileSync(path.join(root, name), path.join(folder, name));
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  return folder;
}
