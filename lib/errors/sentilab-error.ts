import { describeValue } from './describe-value.ts';

/** The three things a person needs to get on: where it is, what was there, what to do. */
export interface ErrorDetails {
  /** The field, file or flag at fault, as the person wrote it: `space.lr.low`, `--jobs`, `results/quick/…`. */
  readonly field?: string;
  /** The offending value; shown shortened. Leave out when there is none. */
  readonly value?: unknown;
  /** What to do about it, as an instruction. */
  readonly fix?: string;
  readonly cause?: unknown;
}

/** Base class: `message` holds rule, value and fix in one readable text. */
export class SentilabError extends Error {
  readonly field: string | undefined;
  readonly fix: string | undefined;
  /** Exit status of a command that ends with this error. */
  readonly exitCode: number = 1;

  constructor(rule: string, details: ErrorDetails = {}) {
    const got = 'value' in details ? ` Got ${describeValue(details.value)}.` : '';
    const where = details.field === undefined ? '' : `${details.field}: `;
    const fix = details.fix === undefined ? '' : ` ${details.fix}`;
    super(`${where}${rule}${got}${fix}`, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.field = details.field;
    this.fix = details.fix;
  }
}

/** The person's mistake (a flag, a config, a file of theirs): exit code 2. */
export class UserError extends SentilabError {
  override readonly exitCode = 2;
}

/** The world's failure (disk, network, a broken file, a missing program): exit code 1. */
export class FailureError extends SentilabError {
  override readonly exitCode = 1;
}
