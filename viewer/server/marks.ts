import fs from 'node:fs';
import path from 'node:path';
import { UserError } from 'sentilab/errors';
import { readJson, writeJsonAtomic } from 'sentilab/files/node';
import type { Results } from 'sentilab/tracking/node';
import { NO_MARKS, marksSchema, type Marks } from '../src/data/marks.ts';

const fileOf = (results: Results, experiment: string): string =>
  path.join(results.paths(experiment).folder, 'viewer.json');

/** Stars, tags, notes, baseline and views; none when there is no file, or none that can be read. */
export function readMarks(results: Results, experiment: string): Marks {
  const file = fileOf(results, experiment);
  try {
    if (!fs.lstatSync(file).isFile()) return NO_MARKS;
    return marksSchema.parse(readJson(file));
  } catch {
    return NO_MARKS;
  }
}

/**
 * Keeps them beside the results, whole or not at all.
 *
 * @throws UserError when the text is not what marks look like
 */
export function writeMarks(results: Results, experiment: string, text: string): Marks {
  const parsed = marksSchema.safeParse(JSON.parse(text));
  if (!parsed.success) throw new UserError('These are no marks.', { fix: 'Reload the page.' });
  writeJsonAtomic(fileOf(results, experiment), parsed.data);
  return parsed.data;
}
