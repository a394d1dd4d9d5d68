import fs from 'node:fs';
import path from 'node:path';
import { fromRoot } from '../paths.mjs';
import { SetupError } from '../part.mjs';
import { CommandError, run } from '../run.mjs';
import { which } from '../which.mjs';

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
headers = tuple('tensorflow/include/' + p for p in ('tensorflow/c/', 'tensorflow/core/platform/', 'tsl/platform/', 'tsl/c/', 'xla/tsl/c/', 'xla/tsl/platform/'))
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

  progress.status("compiling tfjs-node's binding");
  const sources = fromRoot('node_modules/@tensorflow/tfjs-node/binding');
  await attempt("tfjs-node's binding could not be compiled", () =>
    run(
      compiler,
      [
        ...['-O2', '-std=c++17', '-shared', '-fPIC', '-DNAPI_VERSION=8'],
        ...[`-I${fromRoot('node_modules/node-api-headers/include')}`, `-I${path.join(unpacked, 'include')}`],
        `-I${sources}`,
        ...['tfjs_backend.cc', 'tfjs_binding.cc'].map((name) => path.join(sources, name)),
        fromRoot('bin/setup/tensorflow/block-signals.cc'),
        ...['-o', path.join(product, 'tfjs_binding.node'), `-L${product}`],
        ...LIBRARIES.map((name) => `-l:${name}`),
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
