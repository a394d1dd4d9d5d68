import { TENSORFLOW } from './versions.mjs';

/** @typedef {'wheel' | 'own download'} Way */

/**
 * How native TensorFlow can come onto a machine, in the order in which the ways are tried; the first that is proved by
 * running it counts, and where none is, the WebAssembly backend takes over. docs/platforms.md has the table.
 *
 * - wheel: the C library out of Python's package index, with a binding and kernels compiled here. Official wheels are
 *   pinned for Linux on x64 alone; WSL2 is that.
 * - own download: what tfjs-node's own script fetches, with its prebuilt binding and without our kernels.
 *
 * @param {NodeJS.Platform} platform as `process.platform`
 * @param {string} arch as `process.arch`
 * @returns {readonly Way[]}
 */
export function nativeWays(platform, arch) {
  return platform === 'linux' && arch === 'x64' ? ['wheel', 'own download'] : ['own download'];
}

/**
 * Which TensorFlow a way brings; null where it has none for this machine.
 *
 * @param {Way} way
 * @param {NodeJS.Platform} platform
 * @param {string} arch
 * @returns {string | null}
 */
export function tensorflowOf(way, platform, arch) {
  if (way === 'wheel') return nativeWays(platform, arch).includes('wheel') ? TENSORFLOW : null;
  // As tfjs-node 4.22.0's scripts/install.js has it.
  if (arch === 'x64') return ['linux', 'darwin', 'win32'].includes(platform) ? '2.9.1' : null;
  if (arch === 'arm64') return ['linux', 'darwin'].includes(platform) ? '2.7' : null;
  return arch === 'arm' && platform === 'linux' ? '2.5' : null;
}
