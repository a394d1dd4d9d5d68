import path from 'node:path';
import { readJson } from 'sentilab/files/node';
import type { Results } from 'sentilab/tracking/node';
import { z } from 'zod';

const texts = z.record(z.string().max(500), z.string().max(200));
/** The sources and packages that trials ran through, as experiments keep them: hash by file, version by package. */
const codeSchema = z.object({ hash: z.string(), files: texts, packages: texts });

/** Sources and packages by the hash that a record names. */
export type CodeAnswer = z.infer<typeof codeSchema>;

/** null when there is no such file, or none that can be read: then runs are known to differ, but not in what. */
export function readCode(results: Results, experiment: string, hash: string): CodeAnswer | null {
  if (!/^[0-9a-f]{6,64}$/.test(hash)) return null; // no hash names another file
  try {
    return codeSchema.parse(readJson(path.join(results.paths(experiment).folder, 'code', `${hash}.json`)));
  } catch {
    return null;
  }
}
