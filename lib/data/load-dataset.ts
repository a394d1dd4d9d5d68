import { UserError } from '../errors/index.ts';
import { projectRoot } from '../files/node.ts';
import type { SourceConfigInput } from './source-config.ts';
import { resolveSource, sourceOf } from './sources/index.ts';
import { fingerprintOfStream } from './stream-fingerprint.ts';
import type { Dataset, Example } from './types.ts';

export interface LoadOptions {
  /** Folder of the project; default the one that the working directory lies in. */
  readonly root?: string;
}

/**
 * A whole data set in memory: `rt` (comes with the repository), `imdb`, or a configuration.
 *
 * @throws UserError when there is no such data set, it is not on this machine yet (with the command that gets it), it is
 *   empty, or an id is there twice
 */
export async function loadDataset(source: SourceConfigInput, options: LoadOptions = {}): Promise<Dataset> {
  const config = resolveSource(source);
  const { root = projectRoot() } = options;
  const from = sourceOf(config);
  const name = from.name(config);
  const examples: Example[] = [];
  const places = new Map<string, number>();
  for await (const example of from.stream(config, { root })) {
    const before = places.get(example.id);
    if (before !== undefined)
      throw new UserError(
        `An id is there twice: examples ${before + 1} and ${examples.length + 1} of ${name}.`,
        { field: 'id', value: example.id, fix: 'Ids must differ; leave the id column out to number the examples.' },
      );
    places.set(example.id, examples.length);
    examples.push(example);
  }
  if (examples.length === 0)
    throw new UserError(`The data set ${name} has no examples.`, { field: 'data', fix: 'Give one with examples.' });
  return {
    name,
    title: from.title(config),
    attribution: from.attribution(config),
    labels: ['negative', 'positive'],
    examples,
    fingerprint: await fingerprintOfStream(examples),
  };
}
