/** The embedded vectors, read from data/glove. */
export { GLOVE_SHA256, loadGlove } from './load-glove.ts';
