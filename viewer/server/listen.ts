import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import type { AddressInfo } from 'node:net';
import { FailureError, UserError, errorMessage } from 'sentilab/errors';

/** Where the viewer listens when nobody asks for a port. */
export const DEFAULT_PORT = 4173;
/** So many ports after the default one are tried. */
const MOST_TRIES = 50;

/** A server that listens. */
export interface Listening {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves on 127.0.0.1, or on another address of this machine when told to.
 *
 * @param port an explicit port, taken or refused; undefined: the default one or the next that is free; 0: any
 * @throws UserError when the explicit port is in use
 */
export async function listen(app: Hono, port?: number, host = '127.0.0.1'): Promise<Listening> {
  if (port !== undefined) {
    try {
      return await listenOn(app, port, host);
    } catch (error) {
      throw portError(error, port, host);
    }
  }
  for (let candidate = DEFAULT_PORT; candidate < DEFAULT_PORT + MOST_TRIES; candidate++) {
    try {
      return await listenOn(app, candidate, host);
    } catch (error) {
      if (codeOf(error) !== 'EADDRINUSE') throw portError(error, candidate, host);
    }
  }
  throw new FailureError(`No free port from ${DEFAULT_PORT} to ${DEFAULT_PORT + MOST_TRIES - 1}.`, {
    fix: 'Give one with --port, or 0 for any.',
  });
}

function listenOn(app: Hono, port: number, host: string): Promise<Listening> {
  const server = createAdaptorServer({ fetch: app.fetch });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const actual = (server.address() as AddressInfo).port;
      resolve({
        url: `http://${host.includes(':') ? `[${host}]` : host}:${actual}/`,
        port: actual,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            if ('closeAllConnections' in server) server.closeAllConnections();
          }),
      });
    });
  });
}

function portError(error: unknown, port: number, host: string): UserError | FailureError {
  const code = codeOf(error);
  if (code === 'EADDRINUSE')
    return new UserError('The port is in use.', {
      field: '--port',
      value: port,
      fix: 'Choose another, or leave --port out: the next free one is taken.',
    });
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new UserError('This machine has no such address.', {
      field: '--host',
      value: host,
      fix: 'Leave --host out to serve this machine alone.',
    });
  if (code === 'EACCES')
    return new UserError('Ports below 1024 need rights that this account lacks.', {
      field: '--port',
      value: port,
      fix: `Choose a higher one, for example ${DEFAULT_PORT}.`,
    });
  return new FailureError(`Could not listen on port ${port}: ${errorMessage(error)}.`, { cause: error });
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
