import type augmentExperiment from 'sentilab/experiments/augment';
import type imdbExperiment from 'sentilab/experiments/imdb';
import type imdbBestExperiment from 'sentilab/experiments/imdb-best';
import type optimizersExperiment from 'sentilab/experiments/optimizers';
import type quickExperiment from 'sentilab/experiments/quick';
import type rtBestExperiment from 'sentilab/experiments/rt-best';
import type textExperiment from 'sentilab/experiments/text';

declare global {
  /**
   * Experiments whose parameter types are known by their name: `results('quick').best.params.lr` is a number. Written by
   * `npm run init` and `npm run notebook`; a test compares it with experiments/.
   */
  interface SentilabExperiments {
    readonly augment: typeof augmentExperiment;
    readonly imdb: typeof imdbExperiment;
    readonly 'imdb-best': typeof imdbBestExperiment;
    readonly optimizers: typeof optimizersExperiment;
    readonly quick: typeof quickExperiment;
    readonly 'rt-best': typeof rtBestExperiment;
    readonly text: typeof textExperiment;
  }
}
