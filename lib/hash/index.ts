/** Names for content: canonical JSON and SHA-256, the same in Node and in a browser. */
export { canonicalJson } from './canonical-json.ts';
export { sha256Hex, hashOf } from './sha256.ts';
