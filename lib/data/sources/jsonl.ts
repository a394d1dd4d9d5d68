import { UserError } from '../../errors/index.ts';
import type { RawRecord } from '../own-file/example-of-record.ts';
import { jsonErrorIndex } from '../own-file/json-error-column.ts';
import { ownFileSource } from '../own-file/own-file-source.ts';
import type { OwnFile } from '../own-file/own-file-source.ts';
import { readLines } from '../own-file/read-lines.ts';
import { jsonlConfigSchema } from '../source-config.ts';
import type { SourceConfigOf } from '../source-config.ts';

/** One JSON object per line; empty lines are passed over. */
export const jsonl = ownFileSource<SourceConfigOf<'jsonl'>>('jsonl', jsonlConfigSchema, async function* (file) {
  let number = 0;
  for await (const line of readLines(file.path, { shown: file.shown }))
    if (line.text.trim() !== '') yield recordOf(file, line.number, line.text, number++);
});

function recordOf({ shown }: OwnFile, line: number, text: string, number: number): RawRecord {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    const index = jsonErrorIndex(text) ?? 0;
    throw new UserError('Not valid JSON.', {
      field: `${shown}, line ${line}, column ${index + 1}`,
      value: text.slice(index, index + 20),
      fix: 'Give one JSON object per line.',
      cause: error,
    });
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new UserError('Not a JSON object.', {
      field: `${shown}, line ${line}, column 1`,
      value: parsed,
      fix: 'Give one JSON object per line, such as {"text": "Good.", "label": 1}.',
    });
  const members = parsed as Record<string, unknown>;
  return {
    number,
    value: (column) => (Object.hasOwn(members, column) ? members[column] : undefined),
    place: (column) => `${shown}, line ${line}, column "${column}"`,
  };
}
