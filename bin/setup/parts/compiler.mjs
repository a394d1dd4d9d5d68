import { readProof } from '../tensorflow/prove.mjs';
import { findCompiler } from '../tensorflow/tools.mjs';
import { SetupError } from '../part.mjs';
import { installCommand } from '../which.mjs';

/** @type {import('../part.mjs').Part} */
export const compiler = {
  name: 'compiler',
  title: 'C++ compiler',
  why: "builds tfjs-node's binding, once",
  check() {
    const found = findCompiler();
    if (found !== null) return { ok: true, detail: found };
    if (readProof('native'))
      return { ok: true, detail: 'none, and none needed: TensorFlow is built already' };
    return { ok: false, detail: 'no g++ on the PATH', fix: installCommand('compiler') };
  },
  async install() {
    throw new SetupError('There is no C++ compiler.', { fix: installCommand('compiler') });
  },
};
