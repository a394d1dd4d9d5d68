import { findPython } from '../find-python.mjs';
import { installCommand, which } from '../which.mjs';
import { SetupError } from '../part.mjs';

/**
 * The C++ compiler: `CXX`, else the first of g++, c++ and clang++ on the PATH, or null.
 * @param {NodeJS.ProcessEnv} [env]
 */
export function findCompiler(env = process.env) {
  for (const name of [env['CXX'], 'g++', 'c++', 'clang++']) {
    const file = name === undefined ? null : which(name, env);
    if (file !== null) return file;
  }
  return null;
}

/**
 * What building the binding needs of the machine, looked for before anything large is downloaded.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<{compiler: string, python: string}>}
 * @throws {SetupError} naming the missing one and the command that installs it
 */
export async function buildTools(env = process.env) {
  const compiler = findCompiler(env);
  if (compiler === null)
    throw new SetupError('g++ is missing', {
      fix: installCommand('compiler', env),
    });
  // Any Python 3 will do: it only runs pip and unzips.
  const python = await findPython({ minimum: [3, 8], pip: true, env });
  if (python === null)
    throw new SetupError('Python 3 with pip is missing', {
      fix: installCommand('python', env),
    });
  return { compiler, python: python.executable };
}

/**
 * Which of the tools are there: when that changes, a way that failed is worth another try.
 * @returns {Promise<string>}
 */
export async function toolsPresent() {
  const compiler = findCompiler() === null ? 'no compiler' : 'compiler';
  const python = (await findPython({ minimum: [3, 8], pip: true })) === null ? 'no pip' : 'pip';
  return `${compiler}, ${python}`;
}
