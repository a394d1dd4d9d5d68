import { UserError, didYouMean } from '../../errors/index.ts';
import { imdb } from './imdb.ts';
import { rt } from './rt.ts';
import type { Source } from './source.ts';

/** Every source, the embedded default first. */
export const SOURCES: readonly Source[] = [rt, imdb];

/** @throws UserError when there is none of that name */
export function findSource(name: string): Source {
  const source = SOURCES.find((candidate) => candidate.name === name);
  if (source) return source;
  throw new UserError('There is no such data set.', {
    field: 'data',
    value: name,
    fix: didYouMean(
      name,
      SOURCES.map((known) => known.name),
    ),
  });
}
