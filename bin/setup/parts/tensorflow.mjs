import process from 'node:process';
import { SetupError } from '../part.mjs';
import { installFromWheel } from '../tensorflow/from-wheel.mjs';
import { installOwnDownload } from '../tensorflow/own-download.mjs';
import { forgetProof, hasFiles, prove, readProof, wasProved } from '../tensorflow/prove.mjs';
import { toolsPresent } from '../tensorflow/tools.mjs';
import { TENSORFLOW, WASM_SLOWDOWN } from '../tensorflow/versions.mjs';
import { nativeWays } from '../tensorflow/ways.mjs';
import { backendWish } from '../tensorflow/wish.mjs';

/**
 * @typedef {import('../part.mjs').Progress} Progress
 * @typedef {import('../tensorflow/prove.mjs').Proof} Proof
 */

const WAYS = nativeWays(process.platform, process.arch);
const SLOWER = `about ${WASM_SLOWDOWN} times slower than native TensorFlow`;

/** @type {import('../part.mjs').Part} */
export const tensorflow = {
  name: 'tensorflow',
  title: 'TensorFlow',
  why: `trains on all cores; without it the WebAssembly backend is ${SLOWER.replace(' than native TensorFlow', '')}`,
  async check() {
    const wish = backendWish();
    const native = wish === 'wasm' ? null : readProof('native');
    if (native)
      return { ok: true, detail: `native, TensorFlow ${native.proof.tensorflowVersion ?? 'unknown'}` };
    const wasm = wish === 'native' ? null : readProof('wasm');
    if (wasm && wish === 'wasm')
      return { ok: true, detail: `WebAssembly, ${SLOWER} (SENTILAB_BACKEND=wasm)` };
    // Not native because that failed. Worth another try as soon as a missing tool has appeared.
    if (wasm?.nativeFailed && wasm.nativeFailed.tools === (await toolsPresent())) {
      const { reasons, fix } = wasm.nativeFailed;
      const again = fix ?? 'SENTILAB_BACKEND=native npm run sweep tries native TensorFlow again';
      return {
        ok: true,
        detail: `WebAssembly, ${SLOWER}`,
        warning: `Using the WebAssembly backend, ${SLOWER}: ${reasons.join('; ')}. Fix: ${again}.`,
        fix: again,
      };
    }
    return {
      ok: false,
      detail: 'no tensor backend has been proved yet',
      fix: 'npm run sweep (or any other command) installs it',
    };
  },
  async install(progress) {
    const wish = backendWish();
    if (wish !== 'wasm') {
      const failures = await installNative(progress);
      if (failures === null) return;
      const reasons = failures.map(({ way, error }) => `${way}: ${error.message}`);
      const fix = failures.find(({ error }) => error.fix !== undefined)?.error.fix ?? null;
      if (wish === 'native')
        throw new SetupError(`Native TensorFlow could not be installed: ${reasons.join('; ')}.`, {
          fix: `${fix === null ? 'Unset' : `${fix}; or unset`} SENTILAB_BACKEND to use the WebAssembly backend.`,
        });
      progress.line(`      Falling back to the WebAssembly backend, ${SLOWER}.`);
      forgetProof('native');
      progress.status('trying the WebAssembly backend');
      await prove('wasm', { reasons, fix, tools: await toolsPresent() });
      return;
    }
    progress.status('trying the WebAssembly backend');
    await prove('wasm');
  },
};

/**
 * Tries every way to native TensorFlow; the first that is proved by running it counts.
 *
 * @param {Progress} progress
 * @returns {Promise<readonly {way: string, error: SetupError}[] | null>} null when it is there, else why each way failed
 */
async function installNative(progress) {
  if (await inPlaceAlready(progress)) return null;
  const through = {
    wheel: { name: 'the package index', install: throughWheel },
    'own download': { name: "tfjs-node's own download", install: throughOwnDownload },
  };
  /** @type {{way: string, error: SetupError}[]} */
  const failures = [];
  for (const { name, install } of WAYS.map((way) => through[way])) {
    try {
      await install(progress);
      return null;
    } catch (error) {
      if (!(error instanceof SetupError)) throw error;
      failures.push({ way: name, error });
      progress.line(`      Native TensorFlow from ${name}: ${error.message}.`);
      if (error.fix !== undefined) progress.line(`      Fix: ${error.fix}.`);
    }
  }
  return failures;
}

/**
 * A tree that somebody else has completed (or an earlier run just before its proof was written).
 * @param {Progress} progress
 */
async function inPlaceAlready(progress) {
  // Files that changed after they were proved are not to be trusted, even if they run.
  if (wasProved('native') || !hasFiles('native')) return false;
  progress.status('trying the TensorFlow that is in place');
  try {
    const isPinned = (/** @type {Proof} */ { tensorflowVersion }) => tensorflowVersion === TENSORFLOW;
    return await prove('native', undefined, WAYS.includes('wheel') ? isPinned : undefined);
  } catch {
    return false;
  }
}

/** @param {Progress} progress */
async function throughWheel(progress) {
  const { fromCache } = await installFromWheel(progress);
  try {
    await proveNative(progress);
  } catch (error) {
    if (!fromCache) throw error;
    // Built on another system that shares this cache, perhaps with a newer C library: build it here.
    progress.line('      The TensorFlow in the cache does not run here: building it again.');
    await installFromWheel(progress, { rebuild: true });
    await proveNative(progress);
  }
}

/** @param {Progress} progress */
async function throughOwnDownload(progress) {
  await installOwnDownload(progress);
  await proveNative(progress);
}

/** @param {Progress} progress */
async function proveNative(progress) {
  progress.status('trying it');
  await prove('native');
}
