import fs from 'node:fs';
import type { Dataset, SourceConfigInput } from 'sentilab/data';
import { loadDataset, loadOfficial } from 'sentilab/data/node';
import { UserError, errorMessage } from 'sentilab/errors';
import { asTyped } from '../typed-path.ts';

/** Labelled texts with what names them. */
export type Labelled = Pick<Dataset, 'name' | 'title' | 'attribution' | 'fingerprint' | 'examples'>;

/**
 * Labelled texts a person names: a data set, a file of their own, a source as JSON, or the official IMDB folder or
 * archive.
 *
 * @param part of the official IMDB data
 * @param status told what is being done
 */
export async function loadLabelled(
  data: string,
  part: 'train' | 'test' | undefined,
  status: (text: string) => void,
): Promise<Labelled> {
  if (data.trimStart().startsWith('{')) return loadDataset(withPart(parseSource(data), part));
  const place = asTyped(data);
  const stat = fs.statSync(place, { throwIfNoEntry: false });
  if (stat?.isDirectory() || /\.(tar\.gz|tgz)$/.test(data))
    return loadOfficial(place, { status, ...(part && { part }) });
  if (data === 'imdb') return loadDataset({ kind: 'imdb', part: part ?? 'test' });
  // A file's place is meant from where the person stands; the name of a data set is no file.
  return loadDataset(withPart(stat?.isFile() ? place : data, part));
}

function withPart(source: SourceConfigInput, part: string | undefined): SourceConfigInput {
  if (part !== undefined && (typeof source === 'string' || source.kind !== 'imdb'))
    throw new UserError('Only the IMDB data have official parts.', {
      field: '--part',
      value: part,
      fix: 'Leave --part out.',
    });
  return source;
}

function parseSource(text: string): SourceConfigInput {
  try {
    return JSON.parse(text) as SourceConfigInput; // checked by loadDataset
  } catch (error) {
    throw new UserError(`A source in braces is JSON: ${errorMessage(error)}.`, {
      field: '--data',
      value: text,
    });
  }
}
