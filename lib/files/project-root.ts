import fs from 'node:fs';
import path from 'node:path';
import { FailureError } from '../errors/index.ts';

/**
 * The folder of the project: `SENTILAB_ROOT`, else the nearest folder upwards from the working directory whose
 * package.json is named "sentilab". (Sources also run inside the notebook kernel, where a module has no URL of its own.)
 */
export function projectRoot(): string {
  if (process.env['SENTILAB_ROOT']) return process.env['SENTILAB_ROOT'];
  for (let folder = process.cwd(); ; folder = path.dirname(folder)) {
    if (isProject(folder)) return folder;
    if (folder === path.dirname(folder))
      throw new FailureError('No sentilab project here or in any folder above.', {
        value: process.cwd(),
        fix: 'Run the command inside the cloned repository, or set SENTILAB_ROOT to it.',
      });
  }
}

/** A path inside the project. */
export function fromRoot(...parts: string[]): string {
  return path.join(projectRoot(), ...parts);
}

function isProject(folder: string): boolean {
  try {
    const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
      name?: unknown;
    };
    return manifest.name === 'sentilab';
  } catch {
    return false;
  }
}
