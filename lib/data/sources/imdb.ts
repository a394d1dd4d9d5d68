import { prepareImdb } from '../imdb/prepare.ts';
import { parseExample } from '../imdb/line.ts';
import { readManifest } from '../imdb/manifest.ts';
import { GET_IMDB, needPart, readImdbLines } from '../imdb/store.ts';
import { imdbConfigSchema } from '../source-config.ts';
import type { SourceConfigOf } from '../source-config.ts';
import type { Source } from './source.ts';

/**
 * The labelled halves of the Large Movie Review Dataset: 25,000 reviews each, balanced, in the official order. Ids are
 * `imdb/train/neg/123`; blocks of 50 consecutive numbers per class are groups; ratings where the files told them.
 */
export const imdb: Source<SourceConfigOf<'imdb'>> = {
  kind: 'imdb',
  schema: imdbConfigSchema,
  listed: [
    { kind: 'imdb', part: 'train' },
    { kind: 'imdb', part: 'test' },
  ],
  name: ({ part }) => (part === 'train' ? 'imdb' : 'imdb-test'),
  title: ({ part }) => `IMDB film reviews (${part} half)`,
  attribution: () =>
    'Maas et al. (2011), Large Movie Review Dataset v1.0; no stated licence: for use here, not for passing on',
  status({ part }, root) {
    const manifest = readManifest(root)[part];
    const get = part === 'train' ? GET_IMDB : `${GET_IMDB} --part ${part}`;
    if (!manifest) return { ready: false, detail: `not here. Get it: ${get}` };
    const { examples, from, official, ratings } = manifest;
    return {
      ready: true,
      detail:
        `${examples.toLocaleString('en')} reviews ${ratings ? 'with ratings ' : ''}out of ${from}` +
        (official ? '' : ', not exactly the official ones'),
    };
  },
  async *stream({ part }, { root, signal }) {
    for await (const line of readImdbLines(root, part, signal)) yield parseExample(line, part);
  },
  async fingerprint({ part }, root) {
    return needPart(root, part).fingerprint;
  },
  prepare: prepareImdb,
};
