import fs from 'node:fs';
import path from 'node:path';
import type { SourceConfigInput, UnlabelledText } from 'sentilab/data';
import { resolveSource, streamTexts } from 'sentilab/data/node';
import { UserError, errorMessage } from 'sentilab/errors';
import { asTyped } from '../typed-path.ts';

/**
 * Texts of a file or source that a person names.
 *
 * @param column with the text; undefined: `text`
 */
export function textsOfFile(named: string, column: string | undefined): AsyncIterable<UnlabelledText> {
  const source = named.trimStart().startsWith('{')
    ? parseSource(named)
    : resolveSource(placeOf(named), '--in');
  return streamTexts(column === undefined ? source : withColumn(source, column));
}

/** A file from where the person stands, or the name of a data set. */
function placeOf(named: string): string {
  const place = asTyped(named);
  return fs.existsSync(place) || path.extname(named) !== '' ? place : named;
}

function withColumn(source: SourceConfigInput, column: string): SourceConfigInput {
  const config = resolveSource(source, '--in');
  if ('text' in config) return { ...config, text: column };
  throw new UserError('A column is one of a file.', { field: '--column', value: column });
}

function parseSource(text: string): SourceConfigInput {
  try {
    return JSON.parse(text) as SourceConfigInput; // checked by resolveSource
  } catch (error) {
    throw new UserError(`A source in braces is JSON: ${errorMessage(error)}.`, {
      field: '--in',
      value: text,
    });
  }
}
