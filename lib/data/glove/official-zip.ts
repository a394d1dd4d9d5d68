import fs from 'node:fs';
import path from 'node:path';
import { UserError } from '../../errors/index.ts';
import { sha256File } from '../../files/node.ts';
import { download } from '../download/download.ts';
import type { KnownFile } from '../download/download.ts';
import type { DownloadEffects } from '../download/effects.ts';
import { mirrorUrl } from '../download/mirror-url.ts';

/** GloVe 6B as its authors publish it: 400,000 words of 50, 100, 200 and 300 dimensions. PDDL. */
export const GLOVE_6B = {
  url: 'https://nlp.stanford.edu/data/glove.6B.zip',
  file: 'glove.6B.zip',
  size: 862_182_613,
  sha256: '617afb2fe6cbd085c235baf7a465b96f4112bd7f7ccb2b2cbd649fed9cbcf2fb',
} as const;

export interface GloveZipOptions extends DownloadEffects {
  /** Folder of the project; the archive goes to data/raw in it. */
  readonly root: string;
  /** A copy that the person already has. */
  readonly from?: string;
  /** Address tried before the official one: the file, or with a / at the end the folder it lies in. */
  readonly mirror?: string;
  /** What the archive is; another one is for tests. */
  readonly archive?: KnownFile & { readonly url: string; readonly file: string };
}

/** Where the archive lies when it is here. */
export function gloveZipFile(root: string): string {
  return path.join(root, 'data', 'raw', GLOVE_6B.file);
}

/**
 * Gets the official archive into data/raw: a copy of `from`, else from the mirror, else from its authors' server. Here
 * already and whole: nothing is fetched.
 *
 * @returns path of the archive
 * @throws UserError when `from` is another file; FailureError when nothing can be reached
 */
export async function fetchGloveZip(options: GloveZipOptions): Promise<string> {
  const { root, from, mirror, archive = GLOVE_6B } = options;
  const { url, size, sha256 } = archive;
  const file = path.join(root, 'data', 'raw', archive.file);
  if (from !== undefined) await copyChecked(from, file, archive);
  const urls = [...(mirror === undefined ? [] : [mirrorUrl(mirror, archive.file)]), url];
  await download({ file, urls, size, sha256 }, options);
  return file;
}

async function copyChecked(from: string, file: string, { size, sha256 }: KnownFile): Promise<void> {
  const stat = fs.statSync(from, { throwIfNoEntry: false });
  if (!stat?.isFile())
    throw new UserError('There is no such file.', { field: '--from', value: from, fix: 'Check the path.' });
  const found = stat.size === size ? await sha256File(from) : `not looked at: ${stat.size} bytes`;
  if (found !== sha256)
    throw new UserError(`This is not the official archive (SHA-256 ${found}, expected ${sha256}, ${size} bytes).`, {
      field: '--from',
      value: from,
      fix: 'Vectors of your own need no copy here: name the file in the embedding configuration.',
    });
  if (path.resolve(from) === file) return;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    fs.copyFileSync(from, temporary, fs.constants.COPYFILE_FICLONE);
    fs.renameSync(temporary, file); // whole or not at all; the download verifies it once more
  } finally {
    fs.rmSync(temporary, { force: true });
  }
}
