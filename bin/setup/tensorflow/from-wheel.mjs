import fs from 'node:fs';
import path from 'node:path';
import { withLock } from '../lock.mjs';
import { cacheFolder, fromRoot } from '../paths.mjs';
import { buildProduct, PRODUCT_FILES } from './build.mjs';
import { checkProduct, linkFile, publishProduct, removeProduct } from './product.mjs';
import { buildTools } from './tools.mjs';
import { BUILD, TENSORFLOW, TFJS_NODE } from './versions.mjs';
import { fetchWheel } from './wheel.mjs';

const NAMES = Object.keys(PRODUCT_FILES);
/** Names everything the build depends on. */
const KEY = `tensorflow-${TENSORFLOW}_tfjs-node-${TFJS_NODE}_${process.platform}-${process.arch}_napi-8_build-${BUILD}`;

/**
 * Native TensorFlow from the pinned wheel: built once per person, in the cache outside the clone, and linked into this
 * clone's tfjs-node.
 *
 * @param {import('../part.mjs').Progress} progress
 * @param {{rebuild?: boolean}} [options] rebuild: do not trust what the cache holds
 * @returns {Promise<{fromCache: boolean}>}
 */
export async function installFromWheel(progress, { rebuild = false } = {}) {
  const cache = path.join(cacheFolder(), 'tensorflow');
  const place = path.join(cache, KEY);
  /** @param {number} heldBy */
  const onWait = (heldBy) =>
    progress.line(`      Process ${heldBy} is building TensorFlow for another clone; waiting for it.`);
  return withLock(`${cache}.lock`, onWait, async () => {
    if (rebuild) removeProduct(place);
    if (fs.existsSync(place)) progress.status('checking the build in the cache');
    const state = await checkProduct(place, NAMES);
    if (state === 'damaged')
      progress.line('      The TensorFlow in the cache is damaged: building it again.');
    if (state !== 'good') await build(cache, place, progress);
    const tfjsNode = fromRoot('node_modules/@tensorflow/tfjs-node');
    for (const [name, folder] of Object.entries(PRODUCT_FILES))
      linkFile(place, name, path.join(tfjsNode, folder));
    return { fromCache: state === 'good' };
  });
}

/**
 * @param {string} cache
 * @param {string} place
 * @param {import('../part.mjs').Progress} progress
 */
async function build(cache, place, progress) {
  const { compiler, python } = await buildTools();
  // We hold the lock: whatever lies in here was left by a killed run.
  const work = path.join(cache, 'work');
  fs.rmSync(work, { recursive: true, force: true });
  const product = path.join(work, 'product');
  fs.mkdirSync(product, { recursive: true });
  const downloads = path.join(cache, 'downloads');
  try {
    const wheel = await fetchWheel({ python, downloads, work, progress });
    await buildProduct({ wheel, work, product, python, compiler, progress });
    progress.status('writing checksums');
    await publishProduct(product, place, NAMES);
    fs.rmSync(downloads, { recursive: true, force: true }); // 230 MB that nobody needs any more
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}
