import fs from 'node:fs';
import path from 'node:path';

/** npm runs scripts in the project's folder; a relative path is meant from where the person stands. */
export function asTyped(named: string): string {
  const fromHere = path.resolve(named);
  return fs.existsSync(fromHere) ? fromHere : path.resolve(process.env['INIT_CWD'] ?? '.', named);
}
