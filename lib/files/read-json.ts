import fs from 'node:fs';
import { FailureError, errorMessage } from '../errors/index.ts';

/** Parses a JSON file; a missing or broken one is named. The caller validates the shape. */
export function readJson(file: string): unknown {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw new FailureError(`Could not read ${file}: ${errorMessage(error)}.`, { cause: error });
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new FailureError(`${file} is not valid JSON: ${errorMessage(error)}.`, {
      fix: 'Restore it from a copy or delete it.',
      cause: error,
    });
  }
}
