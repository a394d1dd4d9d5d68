import fs from 'node:fs';
import path from 'node:path';
import { createConsola, type ConsolaInstance, type LogObject } from 'consola/core';
import pc from 'picocolors';
import { UserError, didYouMean } from 'sentilab/errors';

/** From nothing to everything. */
export const LOG_LEVELS = { silent: -1, error: 0, warn: 1, info: 3, debug: 4 } as const;
export type LogLevel = keyof typeof LOG_LEVELS;

/** What a log line may say besides its text. */
export type LogFields = Readonly<Record<string, unknown>>;

/** A log with levels. */
export interface Logger {
  error(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  debug(message: string, fields?: LogFields): void;
  /** From now on every line of level debug and above is also appended to this file, as JSON. */
  keepIn(file: string): void;
}

export interface LoggerOptions {
  /** Shown on the stream from this level on; default info. */
  readonly level?: LogLevel;
  /** JSON lines on the stream instead of lines for people. Default false. */
  readonly json?: boolean;
  /** Where to show it; default stderr, so that stdout stays free for results. */
  readonly stream?: Pick<NodeJS.WritableStream, 'write'>;
}

/** @throws UserError for a level that does not exist */
export function parseLogLevel(text: string): LogLevel {
  const names = Object.keys(LOG_LEVELS) as LogLevel[];
  const found = names.find((name) => name === text);
  if (found !== undefined) return found;
  throw new UserError('There is no such log level.', {
    field: '--log-level',
    value: text,
    fix: didYouMean(text, names),
  });
}

/** A logger for one command: a stream for who watches, and later a file beside the run for who comes afterwards. */
export function createLogger(options: LoggerOptions = {}): Logger {
  const { level = 'info', json = false, stream = process.stderr } = options;
  let file: string | null = null;
  const log: ConsolaInstance = createConsola({
    level: LOG_LEVELS.debug,
    throttle: 0, // equal lines are lines too
    reporters: [
      {
        log: (line) => {
          if (line.level <= LOG_LEVELS[level]) stream.write(`${json ? jsonLine(line) : humanLine(line)}\n`);
          if (file !== null) fs.appendFileSync(file, `${jsonLine(line)}\n`);
        },
      },
    ],
  });
  return {
    error: (message, fields) => log.error(message, ...(fields ? [fields] : [])),
    warn: (message, fields) => log.warn(message, ...(fields ? [fields] : [])),
    info: (message, fields) => log.info(message, ...(fields ? [fields] : [])),
    debug: (message, fields) => log.debug(message, ...(fields ? [fields] : [])),
    keepIn: (name) => {
      fs.mkdirSync(path.dirname(name), { recursive: true });
      file = name;
    },
  };
}

function parts({ args }: LogObject): { readonly message: string; readonly fields: LogFields } {
  const [message, fields] = args as [string, LogFields | undefined];
  return { message, fields: fields ?? {} };
}

function jsonLine(line: LogObject): string {
  const { message, fields } = parts(line);
  return JSON.stringify({ time: line.date.toISOString(), level: line.type, message, ...fields });
}

function humanLine(line: LogObject): string {
  const { message } = parts(line);
  const time = pc.dim(line.date.toTimeString().slice(0, 8));
  if (line.level <= LOG_LEVELS.error) return `${time} ${pc.red(`error: ${message}`)}`;
  if (line.level <= LOG_LEVELS.warn) return `${time} ${pc.yellow(`warning: ${message}`)}`;
  return line.level <= LOG_LEVELS.info ? `${time} ${message}` : `${time} ${pc.dim(message)}`;
}
