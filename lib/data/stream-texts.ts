import { projectRoot } from '../files/node.ts';
import type { SourceConfigInput } from './source-config.ts';
import { resolveSource, sourceOf } from './sources/index.ts';
import type { StreamDatasetOptions } from './stream-dataset.ts';
import type { UnlabelledText } from './types.ts';

/**
 * The texts of a data set one at a time, labelled or not: food for a model. A file of one's own needs no column of labels.
 *
 * @throws UserError as `streamDataset`
 */
export function streamTexts(
  source: SourceConfigInput,
  { root = projectRoot(), signal }: StreamDatasetOptions = {},
): AsyncIterable<UnlabelledText> {
  const config = resolveSource(source);
  const from = sourceOf(config);
  const options = { root, ...(signal && { signal }) };
  return from.texts?.(config, options) ?? from.stream(config, options);
}
