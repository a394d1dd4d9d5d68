import { browser } from './browser.mjs';
import { compiler } from './compiler.mjs';
import { data } from './data.mjs';
import { disk } from './disk.mjs';
import { node } from './node.mjs';
import { nodeModules } from './node-modules.mjs';
import { notebook } from './notebook.mjs';
import { python } from './python.mjs';
import { tensorflow } from './tensorflow.mjs';

/** @typedef {import('../part.mjs').Part} Part */

/** Node and disk come first in every list: they decide whether anything can be installed at all. */
const BASE = [node, disk, nodeModules];

/** What each command stands on. Anything else (help, a misspelt name) needs the packages only. */
const TRAINING = [
  'sweep',
  'worker',
  'train',
  'predict',
  'evaluate',
  'reproduce',
  'bench',
  'drill',
  'augment',
  'robustness',
  'lr-find',
];

/** Those that run notebooks, too. */
const EXECUTING = ['notebook', 'pictures', 'docs', 'test'];

/**
 * The parts that a command needs, in the order of their installation.
 *
 * @param {string} command
 * @param {{help?: boolean}} [options] help: it is only asked for its help text
 * @returns {readonly Part[]}
 */
export function partsFor(command, { help = false } = {}) {
  if (help) return BASE;
  if (TRAINING.includes(command)) return [...BASE, tensorflow];
  if (EXECUTING.includes(command)) return [...BASE, tensorflow, python, notebook];
  return BASE;
}

/** Every part, in the order in which `npm run doctor` tells of them. @type {readonly Part[]} */
export const ALL_PARTS = [node, nodeModules, tensorflow, compiler, python, notebook, data, browser, disk];
