import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../files/node.ts';

/**
 * Names the code that turns texts into ids: SHA-256 over the sources of `lib/text` and the versions of all packages. What
 * was kept by other code is stale. Takes a few milliseconds; not remembered, as a notebook reloads changed sources.
 */
export function codeFingerprint(): string {
  const root = projectRoot();
  const folder = path.join(root, 'lib', 'text');
  const hash = createHash('sha256');
  const sources = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort();
  for (const name of sources) hash.update(`${name}\n`).update(fs.readFileSync(path.join(folder, name)));
  const versions = path.join(root, 'package-lock.json');
  if (fs.existsSync(versions)) hash.update(fs.readFileSync(versions));
  return hash.digest('hex');
}
