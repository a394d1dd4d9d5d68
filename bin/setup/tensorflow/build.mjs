import fs from 'node:fs';
import path from 'node:path';
import { fromRoot } from '../paths.mjs';
import { SetupError } from '../part.mjs';
import { CommandError, run } from '../run.mjs';
import { which } from '../which.mjs';
import { KERNELS_SPEEDUP } from './versions.mjs';

/** What the native backend consists of, and where tfjs-node looks for it. */
export const PRODUCT_FILES = {
  'libtensorflow_cc.so.2': 'deps/lib',
  'libtensorflow_framework.so.2': 'deps/lib',
  'tfjs_binding.node': 'lib/napi-v8',
};
const LIBRARIES = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];

/** Takes the two libraries and the headers of the C interface out of the wheel (arguments: wheel, folder). */
const UNPACK = `
import os, shutil, sys, zipfile
wheel, folder = sys.argv[1:]
headers = tuple('tensorflow/include/' + p for p in ('tensorflow/c/', 'tensorflow/core/platform/', 'tsl/platform/', 'tsl/c/', 'xla/tsl/c/', 'xla/tsl/platform/', 'tensorflow/core/common_runtime/next_pluggable_device/c/'))
with zipfile.ZipFile(wheel) as archive:
    for name in archive.namelist():
        if name in ('tensorflow/libtensorflow_cc.so.2', 'tensorflow/libtensorflow_framework.so.2'):
            target = os.path.join(folder, os.path.basename(name))
        elif name.startswith(headers) and name.endswith('.h'):
            target = os.path.join(folder, 'include', name[len('tensorflow/include/'):])
        else:
            continue
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with archive.open(name) as source, open(target, 'wb') as out:
            shutil.copyfileobj(source, out, 1 << 20)
`;

/**
 * Builds the native backend out of the wheel and the C++ sources that tfjs-node ships.
 *
 * @param {object} options
 * @param {string} options.wheel
 * @param {string} options.work folder for what is not needed afterwards
 * @param {string} options.product empty folder that receives PRODUCT_FILES
 * @param {string} options.python unzips
 * @param {string} options.compiler
 * @param {import('../part.mjs').Progress} options.progress
 */
export async function buildProduct({ wheel, work, product, python, compiler, progress }) {
  const unpacked = path.join(work, 'wheel');
  fs.mkdirSync(unpacked, { recursive: true });
  progress.status('unpacking');
  await attempt('The TensorFlow wheel could not be unpacked', () =>
    run(python, ['-c', UNPACK, wheel, unpacked], { activity: () => fs.readdirSync(unpacked).length }),
  );
  for (const name of LIBRARIES) fs.renameSync(path.join(unpacked, name), path.join(product, name));

  const include = path.join(unpacked, 'include');
  const kernels = await compileKernels({ work, include, compiler, progress });
  progress.status("compiling tfjs-node's binding");
  const sources = fromRoot('node_modules/@tensorflow/tfjs-node/binding');
  await attempt("tfjs-node's binding could not be compiled", () =>
    run(
      compiler,
      [
        ...['-O2', '-std=c++17', '-shared', '-fPIC', '-DNAPI_VERSION=8'],
        ...[`-I${fromRoot('node_modules/node-api-headers/include')}`, `-I${include}`],
        `-I${sources}`,
        ...['tfjs_backend.cc', 'tfjs_binding.cc'].map((name) => path.join(sources, name)),
        fromRoot('bin/setup/tensorflow/block-signals.cc'),
        ...kernels,
        ...['-o', path.join(product, 'tfjs_binding.node'), `-L${product}`],
        ...LIBRARIES.map((name) => `-l:${name}`),
        '-pthread',
        '-Wl,-rpath,$ORIGIN/../../deps/lib', // where tfjs-node keeps the libraries, seen from its binding
      ],
      { stallSeconds: 900 },
    ),
  );

  const strip = which('strip');
  if (strip === null) return; // only saves disk
  progress.status('removing debug symbols');
  for (const name of LIBRARIES)
    await attempt('strip failed', () => run(strip, ['--strip-unneeded', path.join(product, name)]));
}

/**
 * Compiles our own kernels, which train recurrent layers at twice the speed. Where that fails the binding does without.
 *
 * @param {object} options
 * @param {string} options.work
 * @param {string} options.include headers of the C interface
 * @param {string} options.compiler
 * @param {import('../part.mjs').Progress} options.progress
 * @returns {Promise<string[]>} object files, none when they could not be compiled
 */
async function compileKernels({ work, include, compiler, progress }) {
  progress.status('compiling the recurrent kernels');
  const folder = fromRoot('bin/setup/tensorflow/kernels');
  const names = fs.readdirSync(folder).filter((name) => name.endsWith('.cc'));
  // No contraction of products and sums beyond those written: the same bits from AVX2 and AVX-512.
  const flags = ['-O3', '-std=c++17', '-fPIC', '-pthread', '-ffp-contract=off', `-I${include}`];
  try {
    return await Promise.all(
      names.map(async (name) => {
        const object = path.join(work, name.replace(/\.cc$/, '.o'));
        await run(compiler, [...flags, '-c', path.join(folder, name), '-o', object], { stallSeconds: 900 });
        return object;
      }),
    );
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const said = error.output.split('\n').find((line) => /error/i.test(line)) ?? error.message;
    progress.line(`      The recurrent kernels could not be compiled (${said.trim()}).`);
    progress.line(`      TensorFlow's own operations do their work, about ${KERNELS_SPEEDUP} times slower.`);
    return [];
  }
}

/**
 * @param {string} what
 * @param {() => Promise<unknown>} action
 */
async function attempt(what, action) {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const said = error.output.split('\n').find((line) => /error/i.test(line));
    throw new SetupError(`${what}: ${said ?? error.message}`, { cause: error });
  }
}
