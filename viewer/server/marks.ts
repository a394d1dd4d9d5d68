import fs from 'node:fs';
import path from 'node:path';
import { UserError } from 'sentilab/errors';
import { readJson, writeJsonAtomic } from 'sentilab/files/node';
import type { Problem, Results } from 'sentilab/tracking/node';
import { NO_MARKS, marksSchema, type Marks } from '../src/data/marks.ts';

/** No person writes more notes than that, in bytes. */
export const LARGEST_MARKS = 4 * 1024 * 1024;

const fileOf = (results: Results, experiment: string): string =>
  path.join(results.paths(experiment).folder, 'viewer.json');

/** Stars, tags, notes, baseline and views; none, with the reason, when the file cannot be read. */
export function readMarks(results: Results, experiment: string): { marks: Marks; problem: Problem | null } {
  const file = fileOf(results, experiment);
  try {
    // A link could lead out of results/: it is not followed.
    const found = fs.lstatSync(file, { throwIfNoEntry: false });
    if (found === undefined) return { marks: NO_MARKS, problem: null };
    if (!found.isFile() || found.size > LARGEST_MARKS) throw new Error('Not a file of marks.');
    return { marks: marksSchema.parse(readJson(file)), problem: null };
  } catch {
    const message =
      'These are no marks that this version can read. They are set aside when new ones are kept.';
    return { marks: NO_MARKS, problem: { file: `${experiment}/viewer.json`, message } };
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
  // What cannot be read may still be somebody's notes.
  if (readMarks(results, experiment).problem !== null)
    fs.renameSync(fileOf(results, experiment), `${fileOf(results, experiment)}.unreadable`);
  writeJsonAtomic(fileOf(results, experiment), parsed.data);
  return parsed.data;
}
