import path from 'node:path';
import type { Command } from 'commander';
import { UserError } from 'sentilab/errors';
import type { Results } from 'sentilab/tracking/node';
import { checkHasResults } from '../known-experiment.ts';

interface ResultsFlags {
  readonly port?: number;
  readonly host?: string;
  readonly open: boolean;
  readonly json?: boolean;
  readonly results?: string;
  readonly export?: string;
  readonly png?: string;
  readonly svg?: string;
}

/** `npm run results`: the results viewer on this machine. */
export default function results(program: Command): void {
  program
    .command('results')
    .description('Serve the results viewer on 127.0.0.1 and open it in the browser.')
    .argument('[experiment]', 'show this one at once')
    .option(
      '--port <n>',
      'this port and no other; 0 for any (default: 4173, or the next free one)',
      portNumber,
    )
    .option(
      '--host <address>',
      'listen there too for others, who need the token in the address (default: 127.0.0.1)',
    )
    .option('--no-open', 'do not open a browser')
    .option('--export <file>', 'write the viewer with all its data into one HTML file instead')
    .option('--png <folder>', 'write every plot as a PNG instead, by a headless browser')
    .option('--svg <folder>', 'the same as SVG')
    .option('--json', 'print the address, or the files written, as JSON')
    .option('--results <folder>', 'where results are (default: results/)')
    .addHelpText(
      'after',
      '\nExamples:\n  npm run results\n  npm run results -- quick --port 8080 --no-open\n  npm run results -- quick --export quick.html\n  npm run results -- --png pictures',
    )
    .action(run);
}

async function run(experiment: string | undefined, flags: ResultsFlags): Promise<void> {
  const { openResults } = await import('sentilab/tracking/node');
  const { serveViewer } = await import('../../viewer/server/serve.ts');
  const { openBrowser } = await import('../../viewer/server/open-browser.ts');
  const opened = openResults(flags.results === undefined ? undefined : path.resolve(flags.results));
  const known = opened.listExperiments();
  if (experiment !== undefined) checkHasResults(experiment, known);
  if (flags.export ?? flags.png ?? flags.svg) {
    await write(opened, experiment === undefined ? known : [experiment], flags);
    return;
  }
  const server = await serveViewer({
    results: opened,
    ...(flags.port !== undefined && { port: flags.port }),
    ...(flags.host !== undefined && { host: flags.host }),
  });
  const url = experiment === undefined ? server.url : `${server.url}#/${encodeURIComponent(experiment)}`;
  const browser = flags.open && (await openBrowser(url));
  process.stdout.write(
    flags.json === true
      ? `${JSON.stringify({ url, port: server.port, results: opened.root, experiments: known, browser })}\n`
      : `The viewer is at ${url}\n${browser ? '' : 'Open this address in a browser. '}Ctrl-C ends it.\n`,
  );
  await interrupted();
  await server.close();
}

/** Files instead of a server. */
async function write(opened: Results, names: readonly string[], flags: ResultsFlags): Promise<void> {
  const files: string[] = [];
  const notes: string[] = [];
  if (flags.export !== undefined) {
    const { exportFile } = await import('../../viewer/export/export-file.ts');
    const { writeFileAtomic } = await import('sentilab/files/node');
    const file = path.resolve(flags.export);
    const { html, withoutRecords } = await exportFile(opened, names);
    writeFileAtomic(file, html);
    files.push(file);
    for (const name of withoutRecords)
      notes.push(
        `${name} has too many runs: the file holds its table, curves and figures, not the whole records.`,
      );
  }
  for (const format of ['png', 'svg'] as const) {
    const folder = flags[format];
    if (folder === undefined) continue;
    const { exportPlots } = await import('../../viewer/export/export-plots.ts');
    files.push(...(await exportPlots(opened, names, path.resolve(folder), format)));
  }
  process.stdout.write(
    flags.json === true
      ? `${JSON.stringify({ files, notes })}\n`
      : `${[...files.map((file) => `Wrote ${file}`), ...notes].join('\n')}\n`,
  );
}

/** Until the person, or the system, has had enough. */
function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535)
    throw new UserError('A port is a whole number from 0 to 65535.', { field: '--port', value: text });
  return port;
}
