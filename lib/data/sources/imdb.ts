import { prepareImdb } from '../imdb/prepare.ts';
import { GET_IMDB, readImdb, readManifest } from '../imdb/store.ts';
import type { Source } from './source.ts';

/**
 * The labelled train half of the Large Movie Review Dataset: 25,000 reviews, balanced, in the official order. Ids are
 * `imdb/train/neg/123`; blocks of 50 consecutive numbers per class are groups. The official test half is not used.
 */
export const imdb: Source = {
  name: 'imdb',
  title: 'IMDB film reviews (train half)',
  attribution: 'Maas et al. (2011), Large Movie Review Dataset v1.0; no stated licence: for use here, not for passing on',
  status(root) {
    const manifest = readManifest(root);
    if (!manifest) return { ready: false, detail: `not here. Get it: ${GET_IMDB}` };
    return {
      ready: true,
      detail: `${manifest.examples.toLocaleString('en')} reviews out of ${manifest.from}${manifest.official ? '' : ', not exactly the official ones'}`,
    };
  },
  load(root) {
    const { examples, manifest } = readImdb(root);
    const { name, title, attribution } = this;
    return { name, title, attribution, labels: ['negative', 'positive'], examples, fingerprint: manifest.sha256 };
  },
  prepare: prepareImdb,
};
