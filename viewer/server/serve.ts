import { randomBytes } from 'node:crypto';
import type { Results } from 'sentilab/tracking/node';
import { viewerPage } from '../build.ts';
import { createViewerApp } from './app.ts';
import { Indexes } from './index/indexes.ts';
import { listen, type Listening } from './listen.ts';

/** How to serve the viewer. */
export interface ServeOptions {
  readonly results: Results;
  /** An explicit port; left out: 4173 or the next free one; 0: any. */
  readonly port?: number;
  /** Default 127.0.0.1. Elsewhere every request must bring a random token, which is in `url`. */
  readonly host?: string;
}

/** Builds the page when its sources changed, and serves it with the results on 127.0.0.1. */
export async function serveViewer({ results, port, host = '127.0.0.1' }: ServeOptions): Promise<Listening> {
  const indexes = new Indexes(results);
  const token = isThisMachine(host) ? null : randomBytes(24).toString('base64url');
  const server = await listen(
    createViewerApp({ results, page: await viewerPage(), indexes, ...(token !== null && { token }) }),
    port,
    host,
  );
  // While the browser starts, so that its first question finds the answer.
  const warm = setTimeout(() => indexes.warm(), 20);
  return {
    ...server,
    url: token === null ? server.url : `${server.url}?token=${token}`,
    close: () => {
      clearTimeout(warm);
      return server.close();
    },
  };
}

const isThisMachine = (host: string): boolean => ['127.0.0.1', 'localhost', '::1'].includes(host);
