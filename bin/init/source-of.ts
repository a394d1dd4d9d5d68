import fs from 'node:fs';
import path from 'node:path';
import { resolveSource } from 'sentilab/data/node';
import type { SourceConfigInput } from 'sentilab/data';
import { UserError } from 'sentilab/errors';
import { fromRoot } from 'sentilab/files/node';
import type { InitFlags } from '../commands/init.ts';

/**
 * The data set as a definition writes it: a name, a file, or a file with its columns. A file inside the project is named
 * from the project's folder, so that a clone elsewhere finds it too.
 *
 * @throws UserError for a name that is none, a file of another format, or labels that cannot be read
 */
export function sourceOf({ data, text, label, labels }: Omit<InitFlags, 'notebook'>): SourceConfigInput {
  const place = path.resolve(process.env['INIT_CWD'] ?? '.', data);
  if (!fs.statSync(place, { throwIfNoEntry: false })?.isFile()) {
    resolveSource(data); // a misspelt name is told here
    return data;
  }
  const inside = path.relative(fromRoot(), place);
  const file = inside.startsWith('..') ? place : inside;
  if (text === undefined && label === undefined && labels === undefined) return file;
  const { kind } = resolveSource(file); // by its ending
  if (kind !== 'csv' && kind !== 'jsonl' && kind !== 'parquet') return file;
  return {
    kind,
    file,
    ...(text !== undefined && { text }),
    ...(label !== undefined && { label }),
    ...(labels !== undefined && { labels: parseLabels(labels) }),
  };
}

/** `bad=0,ok=-,good=1`. */
function parseLabels(list: string): Record<string, 0 | 1 | null> {
  const classes: Readonly<Record<string, 0 | 1 | null>> = { '0': 0, '1': 1, '-': null };
  return Object.fromEntries(
    list.split(',').map((pair) => {
      const at = pair.lastIndexOf('=');
      const value = pair.slice(0, Math.max(0, at)).trim();
      const named = classes[pair.slice(at + 1).trim()];
      if (at < 1 || named === undefined)
        throw new UserError('Labels are pairs of a value and its class: 0, 1, or - to leave rows out.', {
          field: '--labels',
          value: pair,
          fix: 'Write for example --labels bad=0,ok=-,good=1.',
        });
      return [value, named];
    }),
  );
}
