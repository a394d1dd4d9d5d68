import fs from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { FailureError, UserError, errorMessage } from '../../errors/index.ts';
import type { OwnFileConfig } from '../source-config.ts';
import type { Source, StreamOptions } from '../sources/source.ts';
import { fingerprintOfStream } from '../stream-fingerprint.ts';
import type { Example } from '../types.ts';
import { exampleOfRecord, textOfRecord } from './example-of-record.ts';
import type { RawRecord } from './example-of-record.ts';

/** What a reader of one format is given. */
export interface OwnFile {
  /** Absolute path. */
  readonly path: string;
  /** How messages call it: as the person wrote it. */
  readonly shown: string;
}

/** What a reader looks at: where only texts are wanted there is no column with labels. */
export type ReadConfig<C extends OwnFileConfig> = Omit<C, 'label'> & { readonly label?: string | undefined };

/** Reads the records of a file in their order; closes it when the loop is left. */
export type ReadRecords<C extends OwnFileConfig> = (
  file: OwnFile,
  config: ReadConfig<C>,
) => AsyncIterable<RawRecord>;

/** A source over files of one's own in one format: everything but the reading is the same for all. */
export function ownFileSource<C extends OwnFileConfig>(
  kind: C['kind'],
  schema: z.ZodType<C>,
  read: ReadRecords<C>,
): Source<C> {
  const name = ({ name, file }: C): string => name ?? path.basename(file, path.extname(file));
  /** What `make` makes of the records; null leaves one out. */
  async function* records<T>(
    config: C,
    wanted: ReadConfig<C>,
    { root, signal }: StreamOptions,
    make: (record: RawRecord) => T | null,
  ): AsyncGenerator<T> {
    const file: OwnFile = { path: path.resolve(root, config.file), shown: config.file };
    checkIsFile(file);
    try {
      for await (const record of read(file, wanted)) {
        signal?.throwIfAborted();
        const made = make(record);
        if (made !== null) yield made;
      }
    } catch (error) {
      throw isSystemError(error)
        ? new FailureError(`Could not read ${file.shown}: ${errorMessage(error)}.`, { cause: error })
        : error;
    }
  }
  const stream = (config: C, options: StreamOptions): AsyncGenerator<Example> =>
    records(config, config, options, exampleOfRecord(config, name(config)));
  return {
    kind,
    schema,
    listed: [],
    name,
    title: (config) => `${name(config)} (${kind})`,
    attribution: ({ attribution, file }) => attribution ?? `a file of your own: ${path.basename(file)}`,
    status(config, root) {
      const stat = fs.statSync(path.resolve(root, config.file), { throwIfNoEntry: false });
      return stat?.isFile()
        ? { ready: true, detail: `${config.file}, ${(stat.size / 2 ** 20).toFixed(1)} MiB` }
        : { ready: false, detail: `not here. Put the file there: ${path.resolve(root, config.file)}` };
    },
    stream,
    texts: (config, options) =>
      records(config, { ...config, label: undefined }, options, textOfRecord(config, name(config))),
    fingerprint: (config, root) => fingerprintOfStream(stream(config, { root })),
  };
}

function checkIsFile({ path: file, shown }: OwnFile): void {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (stat?.isFile()) return;
  throw new UserError(stat ? 'This is no file.' : 'There is no such file.', {
    field: 'data.file',
    value: shown,
    fix: `Check the path: ${file}.`,
  });
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
