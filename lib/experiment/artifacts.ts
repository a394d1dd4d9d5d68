import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Artifact } from '../tracking/index.ts';

/**
 * A model folder as an artifact. Its hash covers names and contents of its files, in order of their names.
 *
 * @param root the experiment's folder
 * @param relative the model folder in it, forward slashes
 */
export function folderArtifact(root: string, relative: string): Artifact {
  const folder = path.join(root, relative);
  const hash = createHash('sha256');
  let bytes = 0;
  for (const name of fs.readdirSync(folder).sort()) {
    const content = fs.readFileSync(path.join(folder, name));
    hash.update(`${name}\0${content.length}\0`).update(content);
    bytes += content.length;
  }
  return { name: 'model', kind: 'model', path: relative, bytes, sha256: hash.digest('hex') };
}
