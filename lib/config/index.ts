/** Configurations: checked once at the boundary, with an error that a person can act on. */
export { parseConfig } from './parse-config.ts';
export { DEFAULT_ORIGIN, layerAt, parseLayers } from './layers.ts';
export type { ConfigLayer, LayeredConfig } from './layers.ts';
