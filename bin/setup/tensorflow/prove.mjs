import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromRoot, root, stampFolder } from '../paths.mjs';
import { SetupError } from '../part.mjs';
import { CommandError, run } from '../run.mjs';
import { parseJson, readStamp, writeStamp } from '../stamp.mjs';
import { BUILD } from './versions.mjs';

/**
 * @typedef {'native' | 'wasm'} Kind
 * @typedef {{tensorflowVersion: string | null, tfjsVersion: string, threads: number, onednn: boolean,
 *   kernels: string | null}} Proof what the
 *   backend says of itself when it runs
 * @typedef {object} Stamp
 * @property {string} package version of the npm package
 * @property {Proof} proof
 * @property {Readonly<Record<string, {bytes: number, modified: number}>>} files what was proved
 * @property {{reasons: readonly string[], fix: string | null, tools: string}} [nativeFailed] why it is not native
 */

const SMOKE = fileURLToPath(new URL('./smoke.mjs', import.meta.url));
const PACKAGES = { native: '@tensorflow/tfjs-node', wasm: '@tensorflow/tfjs-backend-wasm' };
const FOLDERS = { native: ['deps/lib', 'lib/napi-v8'], wasm: ['dist'] };

/**
 * Runs a backend in a process of its own: a matrix product, a gradient and, natively, the fused LSTM and our own kernels.
 *
 * @param {Kind} kind
 * @param {NodeJS.ProcessEnv} [env] settings for TensorFlow; default: this process's
 * @returns {Promise<Proof>}
 * @throws {SetupError} when it does not work
 */
export async function runSmokeTest(kind, env = process.env) {
  try {
    const output = await run(process.execPath, ['--import', 'tsx', SMOKE, kind], {
      cwd: root,
      env: {
        ...env,
        SENTILAB_ROOT: root,
        TF_CPP_MIN_LOG_LEVEL: env['TF_CPP_MIN_LOG_LEVEL'] ?? '2',
      },
      stallSeconds: 120,
    });
    const line = output.split('\n').findLast((text) => text.startsWith('{')) ?? 'null';
    const proof = /** @type {Proof | null} */ (parseJson(line));
    if (proof === null) throw new SetupError(`The ${kind} backend said nothing when it was tried`);
    return proof;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const said = error.output.split('\n').find((line) => /error|cannot|undefined symbol/i.test(line));
    throw new SetupError(
      `The ${kind} backend does not run: ${(said ?? `${error.message} (does the processor have AVX?)`).trim()}`,
      { cause: error },
    );
  }
}

/**
 * Proves a backend and writes that down. The proof is about the files, not about today's settings: a mistaken number of
 * threads must not look like a broken library.
 *
 * @param {Kind} kind
 * @param {Stamp['nativeFailed']} [nativeFailed]
 * @param {(proof: Proof) => boolean} [accepts] whether it is the one that is wanted; by default any is
 * @returns {Promise<boolean>}
 */
export async function prove(kind, nativeFailed, accepts = () => true) {
  const env = { ...process.env };
  delete env['TF_NUM_INTRAOP_THREADS'];
  delete env['TF_NUM_INTEROP_THREADS'];
  const proof = await runSmokeTest(kind, env);
  if (!accepts(proof)) return false;
  writeProof(kind, proof, nativeFailed);
  return true;
}

/**
 * Writes down that a backend was proved, with the files that were.
 *
 * @param {Kind} kind
 * @param {Proof} proof
 * @param {Stamp['nativeFailed']} [nativeFailed]
 */
function writeProof(kind, proof, nativeFailed) {
  /** @type {Stamp} */
  const stamp = {
    package: packageVersion(kind) ?? 'unknown',
    proof,
    files: filesOf(kind),
    ...(nativeFailed && { nativeFailed }),
  };
  writeStamp(stampFile(kind), stamp);
}

/**
 * The proof of a backend while the very files are in place that were proved, else null.
 *
 * @param {Kind} kind
 * @returns {Stamp | null}
 */
export function readProof(kind) {
  const stamp = /** @type {Partial<Stamp> | null} */ (readStamp(stampFile(kind)));
  if (!stamp?.proof || !stamp.files || stamp.package !== packageVersion(kind)) return null;
  const now = filesOf(kind);
  const same =
    Object.keys(now).length > 0 &&
    Object.entries(stamp.files).every(
      ([name, { bytes, modified }]) => now[name]?.bytes === bytes && now[name].modified === modified,
    );
  return same ? /** @type {Stamp} */ (stamp) : null;
}

/** @param {Kind} kind */
export function forgetProof(kind) {
  fs.rmSync(stampFile(kind), { force: true });
}

/**
 * Whether a backend was ever proved here, be it with other files than are in place now.
 * @param {Kind} kind
 */
export function wasProved(kind) {
  return fs.existsSync(stampFile(kind));
}

/** @param {Kind} kind */
export function hasFiles(kind) {
  return Object.keys(filesOf(kind)).some((name) => /\.(node|wasm)$/.test(name));
}

/** @param {Kind} kind */
function filesOf(kind) {
  /** @type {Record<string, {bytes: number, modified: number}>} */
  const files = {};
  for (const folder of FOLDERS[kind].map((name) => fromRoot('node_modules', PACKAGES[kind], name))) {
    if (!fs.existsSync(folder)) continue;
    for (const name of fs.readdirSync(folder)) {
      const file = path.join(folder, name);
      const { size, mtimeMs } = fs.statSync(file);
      if (/\.(so[.\d]*|node|dylib|dll|wasm)$/.test(name))
        files[path.relative(root, file)] = { bytes: size, modified: mtimeMs };
    }
  }
  return files;
}

/** @param {Kind} kind */
function packageVersion(kind) {
  const manifest = readStamp(fromRoot('node_modules', PACKAGES[kind], 'package.json'));
  const { version } = /** @type {{version?: string}} */ (manifest ?? {});
  return kind === 'native' && version !== undefined ? `${version}, build ${BUILD}` : version;
}

/** @param {Kind} kind */
function stampFile(kind) {
  return path.join(stampFolder, `${kind}.json`);
}
