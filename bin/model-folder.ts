import path from 'node:path';
import { asTyped } from './typed-path.ts';

/**
 * The model folder that a person means: the one they name, or the best model of the newest experiment.
 *
 * @throws UserError when none is named and there is none
 */
export async function modelFolder(
  named: string | undefined,
  results: string | undefined,
): Promise<{ readonly folder: string; readonly title: string }> {
  if (named !== undefined) {
    const folder = asTyped(named);
    return { folder, title: path.relative(process.cwd(), folder) };
  }
  const { findBestModel } = await import('sentilab/inference/node');
  const { folder, experiment, runId } = findBestModel(
    results === undefined ? undefined : path.resolve(results),
  );
  return { folder, title: `${experiment}: ${runId}` };
}
