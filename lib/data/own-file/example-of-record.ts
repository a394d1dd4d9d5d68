import { UserError } from '../../errors/index.ts';
import type { OwnFileConfig } from '../source-config.ts';
import type { Example, UnlabelledText } from '../types.ts';

/** One row of a table or one object of a file, told apart from its format. */
export interface RawRecord {
  /** Its number among the records of the file, from 0. */
  readonly number: number;
  /** The value in a column; undefined when the record has none. */
  value(column: string): unknown;
  /** Where it is, for messages: `reviews.csv, line 7, column "label"`. */
  place(column: string): string;
}

/** Turns a record into an example, or null when its label says to leave it out. */
export type ExampleOfRecord = (record: RawRecord) => Example | null;

/**
 * The mapping of a configuration as a function.
 *
 * @param name of the data set, the beginning of ids that no column gives
 */
export function exampleOfRecord(config: OwnFileConfig, name: string): ExampleOfRecord {
  const labels = new Map(Object.entries(config.labels)); // a Map: a label may be called "constructor"
  return (record) => {
    const label = labelOf(record, config.label, labels);
    if (label === null) return null;
    const text = textOf(record, config.text);
    const group = config.group === undefined ? undefined : nameOf(record, config.group);
    const rating = config.rating === undefined ? undefined : ratingOf(record, config.rating);
    return {
      id: idOrNumber(record, config.id, name),
      text,
      label,
      ...(group === undefined ? {} : { group }),
      ...(rating === undefined ? {} : { rating }),
    };
  };
}

/** The mapping where only texts are wanted, with or without a column of labels. */
export function textOfRecord(
  { text, id, rating: column }: Pick<OwnFileConfig, 'text' | 'id' | 'rating'>,
  name: string,
): (record: RawRecord) => UnlabelledText {
  return (record) => {
    const rating = column === undefined ? undefined : ratingOf(record, column);
    return {
      id: idOrNumber(record, id, name),
      text: textOf(record, text),
      ...(rating === undefined ? {} : { rating }),
    };
  };
}

function textOf(record: RawRecord, column: string): string {
  const text = record.value(column);
  if (typeof text === 'string') return text;
  throw new UserError('A text is a string.', {
    field: record.place(column),
    value: text,
    fix: 'Name the column with the text: text.',
  });
}

function idOrNumber(record: RawRecord, column: string | undefined, name: string): string {
  return column === undefined ? `${name}/${record.number}` : idOf(record, column);
}

function labelOf(record: RawRecord, column: string, labels: ReadonlyMap<string, 0 | 1 | null>): 0 | 1 | null {
  const value = record.value(column);
  const key = scalar(value);
  const label = key === null ? undefined : labels.get(key);
  if (label === undefined)
    throw new UserError('This label is not in the mapping.', {
      field: record.place(column),
      value,
      fix: `Known: ${[...labels.keys()].map((known) => JSON.stringify(known)).join(', ')}. Add it to "labels", as null to leave such rows out.`,
    });
  return label;
}

function idOf(record: RawRecord, column: string): string {
  const id = nameOf(record, column);
  if (id !== undefined) return id;
  throw new UserError('An id is a string or a number, and not empty.', {
    field: record.place(column),
    value: record.value(column),
    fix: 'Leave "id" out to number the rows.',
  });
}

/** A name out of a string or a number; undefined when there is none. */
function nameOf(record: RawRecord, column: string): string | undefined {
  const value = record.value(column);
  if (value === undefined || value === null || value === '') return undefined;
  const name = scalar(value);
  if (name !== null) return name;
  throw new UserError('This is neither a string nor a number.', {
    field: record.place(column),
    value,
    fix: 'Name a column with plain values.',
  });
}

function ratingOf(record: RawRecord, column: string): number | undefined {
  const value = record.value(column);
  if (value === undefined || value === null || value === '') return undefined;
  const rating = typeof value === 'string' || typeof value === 'bigint' ? Number(value) : value;
  if (typeof rating === 'number' && rating >= 1 && rating <= 10) return rating;
  throw new UserError('A rating is a number from 1 to 10.', {
    field: record.place(column),
    value,
    fix: 'Name the column with the stars, or leave "rating" out.',
  });
}

/** Plain values as text; null for anything else. */
function scalar(value: unknown): string | null {
  if (typeof value === 'string') return value;
  const plain = typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean';
  return plain ? String(value) : null;
}
