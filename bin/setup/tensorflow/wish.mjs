import { SetupError } from '../part.mjs';

/**
 * The person's wish for a backend, or null when there is none. The same rule as lib/runtime's `chooseBackend`.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {'native' | 'wasm' | null}
 * @throws {SetupError} exit code 2 for anything else
 */
export function backendWish(env = process.env) {
  const wish = env['SENTILAB_BACKEND'];
  if (wish === undefined || wish === '') return null;
  if (wish === 'native' || wish === 'wasm') return wish;
  throw new SetupError(`SENTILAB_BACKEND: There is no such tensor backend. Got ${JSON.stringify(wish)}.`, {
    fix: 'Set it to native or wasm, or unset it.',
    exitCode: 2,
  });
}
