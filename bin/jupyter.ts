import path from 'node:path';
import { fromRoot } from 'sentilab/files/node';

/**
 * Jupyter's folders inside the project, and the project's settings for it: nothing is read from or written to the
 * person's home, and nothing asks the network for news.
 */
export function jupyterEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const folder = fromRoot('.jupyter');
  return {
    ...env,
    JUPYTER_CONFIG_DIR: folder,
    JUPYTER_CONFIG_PATH: fromRoot('kernel', 'jupyter'),
    JUPYTER_DATA_DIR: path.join(folder, 'data'),
    JUPYTER_RUNTIME_DIR: path.join(folder, 'runtime'),
    JUPYTER_PREFER_ENV_PATH: '1',
  };
}

/** A program of the notebook environment, e.g. `jupyter-lab`. */
export function notebookProgram(name: string): string {
  return fromRoot('.venv', 'bin', name);
}
