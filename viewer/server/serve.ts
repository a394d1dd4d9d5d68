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
}

/** Builds the page when its sources changed, and serves it with the results on 127.0.0.1. */
export async function serveViewer({ results, port }: ServeOptions): Promise<Listening> {
  const indexes = new Indexes(results);
  const server = await listen(createViewerApp({ results, page: await viewerPage(), indexes }), port);
  // While the browser starts, so that its first question finds the answer.
  const warm = setTimeout(() => indexes.warm(), 20);
  return {
    ...server,
    close: () => {
      clearTimeout(warm);
      return server.close();
    },
  };
}
