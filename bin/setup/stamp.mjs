import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/**
 * Writes JSON whole or not at all (temporary file, fsync, rename). A stamp is written last, after what it proves.
 *
 * @param {string} file
 * @param {unknown} value
 */
export function writeStamp(file, value) {
  const folder = path.dirname(file);
  fs.mkdirSync(folder, { recursive: true });
  const temporary = path.join(
    folder,
    `.${path.basename(file)}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`,
  );
  const handle = fs.openSync(temporary, 'wx');
  try {
    fs.writeFileSync(handle, `${JSON.stringify(value, null, 2)}\n`);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
  fs.renameSync(temporary, file);
}

/**
 * Reads JSON; a missing or broken file is null, because then the step it would prove is simply done again.
 *
 * @param {string} file
 * @returns {unknown}
 */
export function readStamp(file) {
  try {
    return parseJson(fs.readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * JSON.parse with an honest type.
 * @param {string} text
 * @returns {unknown}
 */
export function parseJson(text) {
  return JSON.parse(text);
}
