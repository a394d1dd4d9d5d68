import { Hono, type Context } from 'hono';
import { UserError, errorMessage } from 'sentilab/errors';
import { readRunFile, type Results } from 'sentilab/tracking/node';
import type { ErrorAnswer, ExperimentsAnswer } from '../src/api-types.ts';
import { readCode } from './code.ts';
import { sendChanges } from './events.ts';
import type { ExperimentIndex } from './index/experiment-index.ts';
import { Indexes } from './index/indexes.ts';
import type { CurveValue } from './index/pack-runs.ts';
import { LARGEST_MARKS, readMarks, writeMarks } from './marks.ts';
import { readLog } from './run-log.ts';
import { summarise } from './summarise.ts';
import { refusal } from './token.ts';

/** What the server shows. */
export interface ViewerAppOptions {
  readonly results: Results;
  readonly page: { readonly html: string; readonly policy: string };
  /** What every request must bring when others can reach this address; left out: only this machine's own names are answered. */
  readonly token?: string;
  /** Default: made when they are first asked for. */
  readonly indexes?: Indexes;
}

/** Names under which this machine may ask. Another name in the Host header is a page elsewhere that points its own name here. */
const OWN_NAMES = ['127.0.0.1', 'localhost', '[::1]'];
const CURVE_VALUES: readonly CurveValue[] = ['recorded', 'last', 'min', 'max'];

/**
 * The page and a JSON interface to the results. Experiments and runs are looked up in the list of what exists, so no
 * request can name a file; everything else is 404. Stars, tags, notes and views are all that can be written.
 */
export function createViewerApp({
  results,
  page,
  token,
  indexes = new Indexes(results),
}: ViewerAppOptions): Hono {
  const app = new Hono();

  app.use(async (context, next) => {
    if (token !== undefined) {
      const refused = refusal(context, token);
      if (refused !== null) return refused;
    } else if (!OWN_NAMES.includes(hostname(context.req.header('host') ?? '')))
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
    const experiments = indexes.all().map(([name, index]) => {
      index.refresh(false);
      return summarise(name, index);
    });
    return context.json<ExperimentsAnswer>({ root: results.root, experiments });
  });

  app.get('/api/events', (context) =>
    sendChanges(context, () => {
      const all = indexes.all();
      for (const [, index] of all) if (index.changed()) index.refresh(false);
      return all.map(([name, index]) => `${name} ${index.version}`).join('\n');
    }),
  );

  /** Answers about one experiment, or 404 with the names there are. */
  const about =
    (answer: (context: Context, index: ExperimentIndex, name: string) => Response | Promise<Response>) =>
    (context: Context): Response | Promise<Response> => {
      const name = context.req.param('name') ?? '';
      const index = indexes.open(name);
      if (index !== null) return answer(context, index, name);
      const known = indexes.names();
      const there = known.length === 0 ? 'there is none yet' : `there are ${known.join(', ')}`;
      return context.json<ErrorAnswer>(
        { error: { message: `There is no experiment of this name in ${results.root}; ${there}.` } },
        404,
      );
    };

  app.get(
    '/api/experiments/:name',
    about((context, index) => {
      const value = CURVE_VALUES.find((each) => each === context.req.query('value')) ?? 'recorded';
      const since = context.req.query('since');
      index.refresh(since === undefined);
      return context.body(index.answer(value, since), 200, { 'Content-Type': 'application/json' });
    }),
  );

  app.get(
    '/api/experiments/:name/comparison',
    about((context, index) => context.json(index.facts().comparison)),
  );

  app.get(
    '/api/experiments/:name/curves',
    about((context, index) => context.json(index.curves(context.req.query('metric') ?? ''))),
  );

  app.get(
    '/api/experiments/:name/events',
    about((context, index) =>
      sendChanges(context, () => {
        if (index.changed()) index.refresh(false);
        return index.version;
      }),
    ),
  );

  app.get(
    '/api/experiments/:name/runs/:run',
    about((context, index, name) => {
      const run = context.req.param('run') ?? '';
      if (!index.has(run))
        return context.json<ErrorAnswer>({ error: { message: 'There is no run of this id.' } }, 404);
      const record = readRunFile(results.root, results.paths(name).runsFolder, `${run}.json`);
      if ('message' in record) return context.json<ErrorAnswer>({ error: { message: record.message } }, 404);
      return context.json(record);
    }),
  );

  app.get(
    '/api/experiments/:name/code/:hash',
    about((context, _index, name) => {
      const code = readCode(results, name, context.req.param('hash') ?? '');
      if (code !== null) return context.json(code);
      return context.json<ErrorAnswer>({ error: { message: 'These sources were not kept.' } }, 404);
    }),
  );

  app.get(
    '/api/experiments/:name/log',
    about((context, _index, name) => context.json(readLog(results, name))),
  );

  app.get(
    '/api/experiments/:name/marks',
    about((context, _index, name) => context.json(readMarks(results, name).marks)),
  );

  app.put(
    '/api/experiments/:name/marks',
    about(async (context, _index, name) => {
      // A page elsewhere cannot send this type without asking first, and it would be refused.
      if (context.req.header('content-type') !== 'application/json')
        return context.json<ErrorAnswer>({ error: { message: 'Send JSON.' } }, 415);
      const text = await context.req.text();
      if (text.length > LARGEST_MARKS)
        return context.json<ErrorAnswer>({ error: { message: 'Too much.' } }, 413);
      return context.json(writeMarks(results, name, text));
    }),
  );

  app.notFound((context) => context.json<ErrorAnswer>({ error: { message: 'There is nothing here.' } }, 404));
  app.onError((error, context) =>
    context.json<ErrorAnswer>(
      { error: { message: errorMessage(error) } },
      error instanceof UserError || error instanceof SyntaxError ? 400 : 500,
    ),
  );
  return app;
}

/** The host without its port: `[::1]:80` → `[::1]`. */
function hostname(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}
