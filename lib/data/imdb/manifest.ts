import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { readJson, writeJsonAtomic } from '../../files/node.ts';
import { IMDB_PARTS } from './reviews.ts';
import type { ImdbPart } from './reviews.ts';

const partSchema = z.strictObject({
  file: z.string().describe('Lines of JSON in data/processed/imdb'),
  sha256: z.string().describe('Of the file'),
  fingerprint: z.string().describe('SHA-256 over ids, labels and texts alone: the same with and without ratings'),
  examples: z.int(),
  ratings: z.boolean().describe('Whether the reviews carry their stars'),
  official: z.boolean().describe('Whether these are exactly the official reviews'),
  from: z.string().describe('archive, folder or package, and its name'),
});

/** Written last: what it names is whole. */
const manifestSchema = z.strictObject({
  schemaVersion: z.literal(2),
  name: z.literal('imdb'),
  parts: z.partialRecord(z.enum(IMDB_PARTS), partSchema),
});

/** What an earlier version wrote: the train half only, never with ratings. It is read for ever. */
const firstManifestSchema = z.strictObject({
  schemaVersion: z.literal(1),
  name: z.literal('imdb'),
  half: z.literal('train'),
  file: z.string(),
  sha256: z.string(),
  examples: z.int(),
  official: z.boolean(),
  from: z.string(),
});

export type ImdbPartManifest = Readonly<z.infer<typeof partSchema>>;
export type ImdbParts = Readonly<Partial<Record<ImdbPart, ImdbPartManifest>>>;

/** Folder of what was made out of the raw data. */
export function processedFolder(root: string): string {
  return path.join(root, 'data', 'processed', 'imdb');
}

/** The parts that are here; none when there is no manifest or it cannot be understood. */
export function readManifest(root: string): ImdbParts {
  const file = path.join(processedFolder(root), 'manifest.json');
  if (!fs.existsSync(file)) return {};
  const json = readJson(file);
  const now = manifestSchema.safeParse(json);
  if (now.success) return now.data.parts;
  const first = firstManifestSchema.safeParse(json);
  if (!first.success) return {};
  const { sha256, examples, official, from } = first.data;
  return { train: { file: first.data.file, sha256, fingerprint: sha256, examples, ratings: false, official, from } };
}

export function writeManifest(root: string, parts: ImdbParts): void {
  writeJsonAtomic(path.join(processedFolder(root), 'manifest.json'), { schemaVersion: 2, name: 'imdb', parts });
}
