/** Augmentation with files and programs: WordNet, the embedded vectors, Apertium. */
export { ResourceLoader, augmentExamples } from './load-resources.ts';
export type { ResourceOptions } from './load-resources.ts';
export { loadWordNet } from './wordnet/load-wordnet.ts';
export { apertium } from './translators/apertium.ts';
