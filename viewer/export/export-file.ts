import { gzipSync } from 'node:zlib';
import type { Results } from 'sentilab/tracking/node';
import { viewerPage } from '../build.ts';
import { createViewerApp } from '../server/app.ts';
import type { ExperimentAnswer, ExperimentsAnswer } from '../src/api-types.ts';
import { CURVE_VALUES } from '../src/route.ts';

/** Experiments with more runs than that are exported without the whole records and the other values of their curves. */
const MOST_RECORDS = 2000;

/** What is in an exported file. */
export interface ExportedFile {
  readonly html: string;
  readonly experiments: readonly string[];
  /** Experiments of which only tables, curves and figures are in the file, not the whole records. */
  readonly withoutRecords: readonly string[];
}

/**
 * The viewer as one file that carries its data and asks nobody for anything: everything but what is live. The answers in it
 * are the server's own, so that the file shows the same numbers.
 *
 * @param names which experiments; default: all
 */
export async function exportFile(results: Results, names?: readonly string[]): Promise<ExportedFile> {
  const { html, policy } = await viewerPage();
  const app = createViewerApp({ results, page: { html, policy } });
  const archive: Record<string, unknown> = {};
  const keep = async <T>(path: string): Promise<T> => {
    const response = await app.request(`/${path}`, { headers: { host: '127.0.0.1' } });
    const answer = (await response.json()) as T;
    if (response.ok) archive[path] = answer;
    return answer;
  };
  const all = await keep<ExperimentsAnswer>('api/experiments');
  const experiments = all.experiments.filter(({ name }) => names?.includes(name) ?? true);
  // The folder's place on this machine is nobody else's business.
  archive['api/experiments'] = { root: 'results/', experiments };
  const withoutRecords: string[] = [];
  for (const { name, runs } of experiments) {
    const path = `api/experiments/${encodeURIComponent(name)}`;
    const { runs: packed } = await keep<ExperimentAnswer>(path);
    await keep(`${path}/marks`);
    await keep(`${path}/log`);
    const metrics = packed.columns.filter(({ kind }) => kind === 'metric');
    for (const { title } of metrics) await keep(`${path}/curves?metric=${encodeURIComponent(title)}`);
    if (runs > MOST_RECORDS) {
      withoutRecords.push(name);
      continue;
    }
    for (const value of CURVE_VALUES.slice(1)) await keep(`${path}?value=${value}`);
    const ids = packed.columns.find(({ id }) => id === 'id');
    if (ids?.type === 'category') {
      const hashes = new Set<string>();
      for (const id of ids.dictionary) {
        const { code } = await keep<{ readonly code?: string }>(
          `${path}/runs/${encodeURIComponent(String(id))}`,
        );
        if (code !== undefined) hashes.add(code);
      }
      for (const hash of hashes) await keep(`${path}/code/${encodeURIComponent(hash)}`);
    }
  }
  return {
    html: withArchive(html, policy, archive),
    experiments: experiments.map(({ name }) => name),
    withoutRecords,
  };
}

function withArchive(html: string, policy: string, archive: unknown): string {
  const data = gzipSync(JSON.stringify(archive)).toString('base64');
  // A file has no server that could send the policy, and nobody to connect to.
  const own = policy
    .replace("connect-src 'self'", "connect-src 'none'")
    .replace(/; frame-ancestors[^;]*/, '');
  return html
    .replace(
      '<meta charset="utf-8">',
      () => `<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="${own}">`,
    )
    .replace(
      '<div id="app"></div>',
      () => `<div id="app"></div>\n<script type="application/json" id="sentilab-archive">${data}</script>`,
    );
}
