import fs from 'node:fs';
import path from 'node:path';
import { parseConfig } from '../config/index.ts';
import type { Example } from '../data/index.ts';
import type { WordVectors } from '../embeddings/index.ts';
import { loadGlove } from '../embeddings/node.ts';
import { projectRoot } from '../files/node.ts';
import { needsOf } from './augmenters/index.ts';
import { augmentWith, type AugmentOptions, type Augmented } from './augment-with.ts';
import { augmentConfigSchema, type AugmentConfigInput } from './config.ts';
import { loadAfinn } from './gate/lexicon.ts';
import { Neighbours } from './neighbours.ts';
import type { Resources } from './resources.ts';
import { apertium } from './translators/apertium.ts';
import { libreTranslate } from './translators/libre-translate.ts';
import { synsetPivot } from './translators/synset-pivot.ts';
import type { MakeTranslator } from './translators/translator.ts';
import { createInflector } from './wordnet/inflector.ts';
import { loadWordNet } from './wordnet/load-wordnet.ts';
import { createTagger } from './wordnet/tagger.ts';

export interface ResourceOptions {
  /** Folder of the project. Default: the one that the working directory lies in. */
  readonly root?: string;
  /** For similarity and neighbours. Default: the embedded GloVe. */
  readonly vectors?: WordVectors;
  /** Words that neighbours may offer. Default: the 20,000 most frequent of GloVe. */
  readonly words?: readonly string[];
}

/** Frequent words of GloVe that are offered as neighbours; rarer ones are names and misspellings. */
const OFFERED = 20_000;

/** Loads what augmenters stand on, each when it is first needed; one instance per process, made by whoever starts it. */
export class ResourceLoader {
  readonly #options: ResourceOptions;
  readonly #loaded = new Map<keyof Resources, Promise<unknown>>();

  constructor(options: ResourceOptions = {}) {
    this.#options = options;
  }

  /** @throws UserError when the configuration is wrong; FailureError when a package or file is missing */
  async load(config: AugmentConfigInput): Promise<Resources> {
    const { augmenters, gate } = parseConfig(augmentConfigSchema, config, 'augment');
    if (augmenters.length === 0) return {};
    const names = new Set(augmenters.flatMap(needsOf));
    if (gate.sentiment) names.add('lexicon');
    if (gate.similarity !== null) names.add('vectors');
    return this.loadNamed([...names]);
  }

  /** The named ones. */
  async loadNamed(names: readonly (keyof Resources)[]): Promise<Resources> {
    const entries = await Promise.all(names.map(async (name) => [name, await this.#one(name)] as const));
    return Object.fromEntries(entries);
  }

  #one<K extends keyof Resources>(name: K): Promise<NonNullable<Resources[K]>> {
    let loading = this.#loaded.get(name);
    if (!loading) {
      loading = LOADERS[name](this, this.#options);
      this.#loaded.set(name, loading);
      loading.catch(() => this.#loaded.delete(name));
    }
    return loading as Promise<NonNullable<Resources[K]>>;
  }
}

const LOADERS: {
  readonly [K in keyof Required<Resources>]: (
    loader: ResourceLoader,
    options: ResourceOptions,
  ) => Promise<NonNullable<Resources[K]>>;
} = {
  wordnet: async (_loader, { root }) => loadWordNet(root === undefined ? {} : { root }),
  tagger: () => createTagger(),
  inflector: () => createInflector(),
  lexicon: () => loadAfinn(),
  vectors: async (_loader, { vectors, root }) => vectors ?? loadGlove(root === undefined ? {} : { root }),
  neighbours: async (loader, { root, words }) => {
    const { vectors } = await loader.loadNamed(['vectors']);
    const offered = words ?? frequentWords(root ?? projectRoot());
    return new Neighbours(
      vectors as WordVectors,
      offered.filter((word) => /^[a-z]{3,}$/.test(word)),
    );
  },
  translators: async (loader) => {
    const { vectors, ...pivot } = await loader.loadNamed(['wordnet', 'tagger', 'inflector', 'vectors']);
    return ((config) => {
      switch (config.kind) {
        case 'libre-translate':
          return libreTranslate(config, config.apiKeyFrom && process.env[config.apiKeyFrom]);
        case 'apertium':
          return apertium(config);
        case 'synset-pivot':
          return synsetPivot(pivot as Required<typeof pivot>, vectors as WordVectors);
      }
    }) satisfies MakeTranslator;
  },
};

function frequentWords(root: string): string[] {
  const text = fs.readFileSync(path.join(root, 'data', 'glove', 'words.txt'), 'utf8');
  return text.trimEnd().split('\n').slice(0, OFFERED);
}

/**
 * Examples and new ones made of them, with everything loaded that the configuration needs.
 *
 * @param options.resources a loader to keep between calls; default a new one
 * @throws UserError, FailureError as `augmentWith` and `ResourceLoader.load`
 */
export async function augmentExamples(
  examples: readonly Example[],
  config: AugmentConfigInput,
  options: AugmentOptions & ResourceOptions & { readonly resources?: ResourceLoader },
): Promise<Augmented> {
  const loader = options.resources ?? new ResourceLoader(options);
  return augmentWith(examples, config, await loader.load(config), options);
}
