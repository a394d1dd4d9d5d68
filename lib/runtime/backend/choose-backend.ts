import fs from 'node:fs';
import path from 'node:path';
import { UserError } from '../../errors/index.ts';
import type { BackendKind } from './backend.ts';

/** What the choice depends on; every field has its real default in `chooseBackend`. */
export interface ChoiceSources {
  /** Folder of the project. */
  readonly root: string;
  /** `SENTILAB_BACKEND`. */
  readonly wish: string | undefined;
}

/**
 * Which backend to load: the wish of `SENTILAB_BACKEND`, else the one that the set-up has proved by running it
 * (`node_modules/.sentilab/<kind>.json`), else native where its binding is in place.
 *
 * @throws UserError when the wish is neither `native` nor `wasm`
 */
export function chooseBackend({ root, wish }: ChoiceSources): BackendKind {
  if (wish !== undefined && wish !== '') {
    if (wish === 'native' || wish === 'wasm') return wish;
    throw new UserError('There is no such tensor backend.', {
      field: 'SENTILAB_BACKEND',
      value: wish,
      fix: 'Set it to native or wasm, or unset it.',
    });
  }
  const proved = (kind: BackendKind): boolean =>
    fs.existsSync(path.join(root, 'node_modules/.sentilab', `${kind}.json`));
  if (proved('native')) return 'native';
  if (proved('wasm')) return 'wasm';
  const binding = 'node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node';
  return fs.existsSync(path.join(root, binding)) ? 'native' : 'wasm';
}
