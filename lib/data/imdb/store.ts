import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { FailureError, UserError } from '../../errors/index.ts';
import { readJson, writeFileAtomic, writeJsonAtomic } from '../../files/node.ts';
import { exampleLine } from '../fingerprint.ts';
import type { Example } from '../types.ts';
import { exampleOf } from './reviews.ts';

/** The command that gets the data, for messages. */
export const GET_IMDB = 'npm run data -- imdb';

/** Written last: what it names is whole. */
const manifestSchema = z.strictObject({
  schemaVersion: z.literal(1),
  name: z.literal('imdb'),
  half: z.literal('train'),
  file: z.string(),
  sha256: z.string(),
  examples: z.int(),
  official: z.boolean().describe('Whether these are exactly the 25,000 official train reviews'),
  from: z.string().describe('archive, folder or package, and its name'),
});

export type ImdbManifest = z.infer<typeof manifestSchema>;

/** SHA-256 of the 25,000 official train reviews in the form that is stored here, whichever way they came. */
export const OFFICIAL_TRAIN_SHA256 = '24b60fef2cd1fc9ea096faafa28218dd59e439c8932248e16404d7ad24e0bd10';

function folderOf(root: string): string {
  return path.join(root, 'data', 'processed', 'imdb');
}

/** The manifest, or null when there is none or it cannot be understood. */
export function readManifest(root: string): ImdbManifest | null {
  const file = path.join(folderOf(root), 'manifest.json');
  if (!fs.existsSync(file)) return null;
  const parsed = manifestSchema.safeParse(readJson(file));
  return parsed.success ? parsed.data : null;
}

/** Examples in the form that is stored: lines of JSON whose SHA-256 is also the data set's fingerprint. */
export interface PackedImdb {
  readonly content: Buffer;
  readonly sha256: string;
  readonly examples: number;
  /** Whether these are exactly the 25,000 official train reviews. */
  readonly official: boolean;
}

export function packImdb(examples: readonly Example[]): PackedImdb {
  const content = Buffer.from(examples.map(exampleLine).join(''));
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { content, sha256, examples: examples.length, official: sha256 === OFFICIAL_TRAIN_SHA256 };
}

/**
 * Stores packed examples. A reader sees the old data or the new, never a mixture: the file is named by its content, and
 * the manifest, written last, names the file.
 *
 * @param from where they came from, for people
 */
export function writeImdb(root: string, packed: PackedImdb, from: string): void {
  const { content, ...facts } = packed;
  const folder = folderOf(root);
  const file = `train-${packed.sha256.slice(0, 12)}.jsonl`;
  const manifest: ImdbManifest = { schemaVersion: 1, name: 'imdb', half: 'train', file, ...facts, from };
  writeFileAtomic(path.join(folder, file), content);
  writeJsonAtomic(path.join(folder, 'manifest.json'), manifest);
  for (const name of fs.readdirSync(folder))
    if (name.endsWith('.jsonl') && name !== file) fs.rmSync(path.join(folder, name), { force: true });
}

/**
 * Reads what `writeImdb` stored.
 *
 * @throws UserError when there is nothing yet; FailureError when the bytes are not those that were written
 */
export function readImdb(root: string): { readonly examples: Example[]; readonly manifest: ImdbManifest } {
  const manifest = readManifest(root);
  if (!manifest)
    throw new UserError('The IMDB reviews are not on this machine yet.', {
      field: 'data',
      value: 'imdb',
      fix: `Run: ${GET_IMDB}`,
    });
  const file = path.join(folderOf(root), manifest.file);
  const content = fs.existsSync(file) ? fs.readFileSync(file) : Buffer.alloc(0);
  const found = createHash('sha256').update(content).digest('hex');
  if (found !== manifest.sha256)
    throw new FailureError(`${file} has wrong bytes (SHA-256 ${found}, expected ${manifest.sha256}).`, {
      fix: `Run: ${GET_IMDB}`,
    });
  const lines = content.toString('utf8').trimEnd().split('\n');
  const examples = lines.map((line) => {
    const [id, label, text] = JSON.parse(line) as [string, 0 | 1, string];
    return exampleOf(label, Number(id.slice(id.lastIndexOf('/') + 1)), text);
  });
  return { examples, manifest };
}
