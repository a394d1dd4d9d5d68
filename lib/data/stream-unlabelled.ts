import { projectRoot } from '../files/node.ts';
import { parseUnlabelled } from './imdb/line.ts';
import { readManifest } from './imdb/manifest.ts';
import { GET_IMDB, readImdbLines } from './imdb/store.ts';
import type { SourceStatus } from './sources/source.ts';
import type { StreamDatasetOptions } from './stream-dataset.ts';
import type { UnlabelledText } from './types.ts';

/**
 * IMDB's 50,000 unlabelled reviews one at a time, in the order of their numbers: food for word vectors.
 *
 * @throws UserError when they are not on this machine yet (with the command that gets them)
 */
export async function* streamUnlabelled(options: StreamDatasetOptions = {}): AsyncGenerator<UnlabelledText> {
  const { root = projectRoot(), signal } = options;
  for await (const line of readImdbLines(root, 'unlabelled', signal)) yield parseUnlabelled(line);
}

/** Where the unlabelled reviews stand on this machine. */
export function unlabelledStatus(root: string): SourceStatus {
  const manifest = readManifest(root).unlabelled;
  return manifest
    ? { ready: true, detail: `${manifest.examples.toLocaleString('en')} reviews out of ${manifest.from}` }
    : { ready: false, detail: `not here. Get it: ${GET_IMDB} --part unlabelled` };
}
