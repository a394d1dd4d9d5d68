import { UserError, errorMessage } from 'sentilab/errors';
import type { Example, SourceConfig, SourceConfigInput } from 'sentilab/data';
import { resolveSource, sourceOf } from 'sentilab/data/node';
import type { QualityData } from 'sentilab/quality';

/**
 * The examples as they are, faults and all: unlike loadDataset it takes ids that come twice. IMDB's test half comes along
 * as a part of its own where it is on this machine.
 *
 * @param name a data set, a file, or a source as JSON
 * @param onRead called now and then with the number of examples read
 */
export async function loadForCheck(
  name: string,
  root: string,
  onRead: (examples: number) => void = () => undefined,
): Promise<QualityData> {
  const config = resolveSource(sourceInput(name));
  const halves: SourceConfig[] = [config];
  if (config.kind === 'imdb' && config.part === 'train') {
    const test: SourceConfig = { kind: 'imdb', part: 'test' };
    if (sourceOf(test).status(test, root).ready) halves.push(test);
  }
  const examples: Example[] = [];
  const parts: string[] = [];
  const fingerprints: string[] = [];
  for (const half of halves) {
    const source = sourceOf(half);
    for await (const example of source.stream(half, { root })) {
      examples.push(example);
      parts.push(half.kind === 'imdb' ? half.part : 'all');
      if (examples.length % 1000 === 0) onRead(examples.length);
    }
    fingerprints.push(await source.fingerprint(half, root));
  }
  const source = sourceOf(config);
  return {
    name: source.name(config),
    title: halves.length > 1 ? 'IMDB film reviews (both halves)' : source.title(config),
    attribution: source.attribution(config),
    fingerprint: fingerprints.join('+'),
    examples,
    ...(halves.length > 1 && { parts }),
  };
}

function sourceInput(name: string): SourceConfigInput {
  if (!name.trimStart().startsWith('{')) return name;
  try {
    return JSON.parse(name) as SourceConfigInput; // checked by resolveSource
  } catch (error) {
    throw new UserError(`A source in braces is JSON: ${errorMessage(error)}.`, { field: 'name', value: name });
  }
}
