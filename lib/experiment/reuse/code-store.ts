import path from 'node:path';
import fs from 'node:fs';
import { z } from 'zod';
import { readJson, writeJsonAtomic } from '../../files/node.ts';
import type { ReachedCode } from './reached-code.ts';

const texts = z.record(z.string(), z.string());
const schema = z.object({ hash: z.string(), files: texts, packages: texts });

/** Keeps beside an experiment's results which code made them, so that a later sweep can say what is different. */
export function writeCode(folder: string, code: ReachedCode): void {
  const file = fileOf(folder, code.hash);
  if (readCode(folder, code.hash) === null) writeJsonAtomic(file, code);
}

/** null when it was not kept or cannot be read: then a sweep knows that the code differs, but not where. */
export function readCode(folder: string, hash: string): ReachedCode | null {
  const file = fileOf(folder, hash);
  if (!fs.existsSync(file)) return null;
  try {
    return schema.parse(readJson(file));
  } catch {
    return null;
  }
}

function fileOf(folder: string, hash: string): string {
  return path.join(folder, 'code', `${hash}.json`);
}
