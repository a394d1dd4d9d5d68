import { Hono } from 'hono';
import { errorMessage } from 'sentilab/errors';
import type { Results } from 'sentilab/tracking/node';
import type { ErrorAnswer, ExperimentAnswer, ExperimentsAnswer } from '../src/api-types.ts';
import { summarise } from './summarise.ts';

/** What the server shows. */
export interface ViewerAppOptions {
  readonly results: Results;
  readonly page: { readonly html: string; readonly policy: string };
}

/** Names under which this machine may ask. Another name in the Host header is a page elsewhere that points its own name here. */
const OWN_NAMES = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * The page and a JSON interface to the results, read-only. Experiments are looked up in the list of what exists, so no
 * request can name a file; everything else is 404.
 */
export function createViewerApp({ results, page }: ViewerAppOptions): Hono {
  const app = new Hono();

  app.use(async (context, next) => {
    if (!OWN_NAMES.includes(hostname(context.req.header('host') ?? '')))
      return context.json<ErrorAnswer>({ error: { message: 'Ask for 127.0.0.1 or localhost.' } }, 403);
    await next();
    context.header('X-Content-Type-Options', 'nosniff');
    context.header('Referrer-Policy', 'no-referrer');
    context.header('Cross-Origin-Resource-Policy', 'same-origin');
    context.header('Cache-Control', 'no-store');
    if (!context.res.headers.has('Content-Security-Policy'))
      context.header('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
  });

  app.get('/', (context) => {
    context.header('Content-Security-Policy', page.policy);
    return context.html(page.html);
  });

  app.get('/api/experiments', (context) => {
    const experiments = results.listExperiments().map((name) => summarise(results.read(name)));
    return context.json<ExperimentsAnswer>({ root: results.root, experiments });
  });

  app.get('/api/experiments/:name', (context) => {
    const name = context.req.param('name');
    const known = results.listExperiments();
    if (!known.includes(name)) {
      const there = known.length === 0 ? 'there is none yet' : `there are ${known.join(', ')}`;
      return context.json<ErrorAnswer>(
        { error: { message: `There is no experiment of this name in ${results.root}; ${there}.` } },
        404,
      );
    }
    return context.json<ExperimentAnswer>(results.read(name));
  });

  app.notFound((context) => context.json<ErrorAnswer>({ error: { message: 'There is nothing here.' } }, 404));
  app.onError((error, context) =>
    context.json<ErrorAnswer>({ error: { message: errorMessage(error) } }, 500),
  );
  return app;
}

/** The host without its port: `[::1]:80` → `[::1]`. */
function hostname(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}
