import { SetupError } from '../part.mjs';

/** The oldest Node that loads ES modules with require() and so runs everything here. */
export const MINIMUM_NODE = '20.19';

const FIX = `install Node ${MINIMUM_NODE} or newer: https://nodejs.org, or: nvm install 22`;

/**
 * Whether a version such as 20.19.4 is at least a minimum such as 20.19.
 *
 * @param {string} version
 * @param {string} minimum
 */
export function isAtLeast(version, minimum) {
  const have = version.split('.').map(Number);
  const want = minimum.split('.').map(Number);
  for (const [index, number] of want.entries()) {
    if ((have[index] ?? 0) !== number) return (have[index] ?? 0) > number;
  }
  return true;
}

/** @type {import('../part.mjs').Part} */
export const node = {
  name: 'node',
  title: 'Node.js',
  why: 'runs everything',
  check() {
    const version = process.versions.node;
    if (isAtLeast(version, MINIMUM_NODE)) return { ok: true, detail: version };
    return { ok: false, detail: `${version} is too old`, fix: FIX };
  },
  async install() {
    throw new SetupError(`Node ${process.versions.node} is too old.`, { fix: FIX });
  },
};
