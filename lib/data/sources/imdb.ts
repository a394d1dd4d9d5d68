import { prepareImdb } from '../imdb/prepare.ts';
import { GET_IMDB, readImdb, readManifest } from '../imdb/store.ts';
import { imdbConfigSchema } from '../source-config.ts';
import type { SourceConfigOf } from '../source-config.ts';
import type { Source } from './source.ts';

/**
 * The labelled halves of the Large Movie Review Dataset: 25,000 reviews each, balanced, in the official order. Ids are
 * `imdb/train/neg/123`; blocks of 50 consecutive numbers per class are groups.
 */
export const imdb: Source<SourceConfigOf<'imdb'>> = {
  kind: 'imdb',
  schema: imdbConfigSchema,
  listed: [{ kind: 'imdb', part: 'train' }],
  name: ({ part }) => (part === 'train' ? 'imdb' : 'imdb-test'),
  title: ({ part }) => `IMDB film reviews (${part} half)`,
  attribution: () =>
    'Maas et al. (2011), Large Movie Review Dataset v1.0; no stated licence: for use here, not for passing on',
  status(_config, root) {
    const manifest = readManifest(root);
    if (!manifest) return { ready: false, detail: `not here. Get it: ${GET_IMDB}` };
    return {
      ready: true,
      detail: `${manifest.examples.toLocaleString('en')} reviews out of ${manifest.from}${manifest.official ? '' : ', not exactly the official ones'}`,
    };
  },
  async *stream(_config, { root, signal }) {
    for (const example of readImdb(root).examples) {
      signal?.throwIfAborted();
      yield example;
    }
  },
  async fingerprint(_config, root) {
    return readImdb(root).manifest.sha256;
  },
  prepare: prepareImdb,
};
