import path from 'node:path';
import { notebook } from '../../../bin/setup/parts/notebook.mjs';

export const root = path.resolve(import.meta.dirname, '../../..');

/** Makes sure the real notebook environment is there: `npm test` has made it, a single test file may be the first. */
export async function ensureNotebookEnvironment(): Promise<void> {
  const { ok } = await notebook.check();
  if (!ok) await notebook.install({ line: () => undefined, status: () => undefined });
}

/** A program of the environment. */
export function program(name: string): string {
  return path.join(root, '.venv', 'bin', name);
}

/** Jupyter's folders inside the project, its settings from kernel/jupyter: as `npm run notebook` sets them. */
export function jupyterEnvironment(): NodeJS.ProcessEnv {
  const folder = path.join(root, '.jupyter');
  return {
    ...process.env,
    JUPYTER_CONFIG_DIR: folder,
    JUPYTER_CONFIG_PATH: path.join(root, 'kernel', 'jupyter'),
    JUPYTER_DATA_DIR: path.join(folder, 'data'),
    JUPYTER_RUNTIME_DIR: path.join(folder, 'runtime'),
  };
}
