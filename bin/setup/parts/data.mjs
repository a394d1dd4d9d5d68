import fs from 'node:fs';
import path from 'node:path';
import { sha256File } from '../file-sum.mjs';
import { SetupError } from '../part.mjs';
import { fromRoot } from '../paths.mjs';

const FIX = 'git checkout -- data';

/**
 * The checksums that the notes beside a data set state, in a sentence ("`rt.csv`: SHA-256 0ca7…") or as rows of a table
 * ("| words.txt | 9a61… |").
 *
 * @param {string} text
 * @returns {{name: string, sha256: string}[]}
 */
export function statedChecksums(text) {
  const stated = /`([\w.-]+)`:\s+SHA-256\s+([0-9a-f]{64})|^\|\s*([\w.-]+)\s*\|\s*([0-9a-f]{64})\s*\|/gm;
  return [...text.matchAll(stated)].map((match) => ({
    name: match[1] ?? match[3] ?? '',
    sha256: match[2] ?? match[4] ?? '',
  }));
}

/** @type {import('../part.mjs').Part} */
export const data = {
  name: 'data',
  title: 'Data',
  why: 'the sentences and word vectors that come with the project',
  async check() {
    let files = 0;
    for (const folder of folders()) {
      for (const { name, sha256 } of folder.checksums) {
        const file = path.join(folder.path, name);
        const shown = path.relative(fromRoot(), file);
        if (!fs.existsSync(file)) return { ok: false, detail: `${shown} is missing`, fix: FIX };
        if ((await sha256File(file)) !== sha256)
          return { ok: false, detail: `${shown} has wrong bytes`, fix: FIX };
        files++;
      }
    }
    if (files === 0) return { ok: false, detail: 'the embedded data is missing', fix: FIX };
    const imdb = fs.existsSync(fromRoot('data', 'processed', 'imdb', 'manifest.json'));
    const more = imdb
      ? 'IMDB reviews prepared'
      : 'IMDB reviews not fetched yet (optional: npm run data -- imdb)';
    return { ok: true, detail: `${files} embedded files as their checksums say; ${more}` };
  },
  async install() {
    const { detail, fix } = await data.check();
    throw new SetupError(`The embedded data is not as it was: ${detail}.`, fix === undefined ? {} : { fix });
  },
};

/** Data sets with the checksums in their notes; raw and processed data are not part of the project. */
function folders() {
  const base = fromRoot('data');
  if (!fs.existsSync(base)) return [];
  return fs
    .readdirSync(base, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['raw', 'processed', 'scripts'].includes(entry.name))
    .map(({ name }) => {
      const folder = path.join(base, name);
      const notes = fs.readdirSync(folder).filter((file) => file.endsWith('.md'));
      const text = notes.map((file) => fs.readFileSync(path.join(folder, file), 'utf8')).join('\n');
      return { path: folder, checksums: statedChecksums(text) };
    });
}
