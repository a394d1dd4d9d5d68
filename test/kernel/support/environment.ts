import path from 'node:path';
import { notebook } from '../../../bin/setup/parts/notebook.mjs';

export const root = path.resolve(import.meta.dirname, '../../..');

/** Makes sure the real notebook environment is there: `npm test` has made it, a single test file may be the first. */
export async function ensureNotebookEnvironment(): Promise<void> {
  const { ok } = await notebook.check();
  if (!ok) await notebook.install({ line: () => undefined, status: () => undefined });
}
