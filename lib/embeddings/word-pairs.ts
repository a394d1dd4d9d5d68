import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pipDownload, readZipEntry } from '../data/node.ts';
import { FailureError } from '../errors/index.ts';
import { projectRoot, writeFileAtomic } from '../files/node.ts';
import { parseWordPairs } from './quality/similarity.ts';
import type { WordPair } from './quality/similarity.ts';

/** Pairs of words with people's scores, as gensim's package carries them among its test data. */
export const WORD_PAIRS = {
  wordsim353: {
    title: 'WordSim-353 (Finkelstein et al. 2002): relatedness',
    file: 'wordsim353.tsv',
    sha256: 'f92a022fc2537793a15bc3a8c162ebcd74990e033a228bb6388cb71e4c0b1e1d',
  },
  simlex999: {
    title: 'SimLex-999 (Hill et al. 2015): similarity',
    file: 'simlex999.txt',
    sha256: 'd5e0501971478a511430ee880bd0121e94ac701ba86d90544d83e6d2ba3db05d',
  },
} as const;

/** Name of a set of word pairs. */
export type WordPairsName = keyof typeof WORD_PAIRS;

const PACKAGE = { name: 'gensim', version: '4.4.0' } as const;

/** A set of word pairs, or null when it is not on this machine. */
export function readWordPairs(name: WordPairsName, root = projectRoot()): WordPair[] | null {
  const file = path.join(folderOf(root), WORD_PAIRS[name].file);
  return fs.existsSync(file) ? parseWordPairs(fs.readFileSync(file, 'utf8')) : null;
}

/**
 * Takes both sets out of the Python package gensim 4.4.0 (27 MB) into data/raw/word-pairs; the package itself is not kept.
 * The package differs from machine to machine, the two files do not: they are checked by their SHA-256.
 *
 * @throws FailureError when there is no Python with pip, the download fails, or a file is another
 */
export async function fetchWordPairs(root = projectRoot(), python?: string): Promise<void> {
  const target = folderOf(root);
  fs.mkdirSync(target, { recursive: true });
  const folder = fs.mkdtempSync(path.join(target, 'download-'));
  try {
    const wheel = await pipDownload({ ...PACKAGE, folder, ...(python !== undefined && { python }) });
    for (const { file, sha256 } of Object.values(WORD_PAIRS)) {
      const content = await readZipEntry(wheel, `gensim/test/test_data/${file}`);
      const found = createHash('sha256').update(content).digest('hex');
      if (found !== sha256)
        throw new FailureError(`${file} in ${PACKAGE.name} ${PACKAGE.version} has wrong bytes.`, {
          value: found,
          fix: 'Nothing was kept. Run the command again.',
        });
      writeFileAtomic(path.join(target, file), content);
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function folderOf(root: string): string {
  return path.join(root, 'data', 'raw', 'word-pairs');
}
