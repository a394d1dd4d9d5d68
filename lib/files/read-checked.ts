import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { FailureError, errorMessage } from '../errors/index.ts';

/**
 * A file whose content is known beforehand, such as committed data.
 *
 * @param sha256 lower-case hex
 * @param fix what to do when it is missing or has other bytes
 * @throws FailureError naming the file, both checksums and the fix
 */
export function readChecked(file: string, sha256: string, fix: string): Buffer {
  let content: Buffer;
  try {
    content = fs.readFileSync(file);
  } catch (error) {
    throw new FailureError(`Could not read ${file}: ${errorMessage(error)}.`, { fix, cause: error });
  }
  const found = createHash('sha256').update(content).digest('hex');
  if (found !== sha256)
    throw new FailureError(`${file} has wrong bytes (SHA-256 ${found}, expected ${sha256}).`, { fix });
  return content;
}
