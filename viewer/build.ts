import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { FailureError, errorMessage } from 'sentilab/errors';
import { contentSecurityPolicy, scriptSafe } from 'sentilab/plots';
import { plotlySource } from 'sentilab/plots/node';

const here = import.meta.dirname;
const root = path.resolve(here, '..');
const dist = path.join(here, 'dist');

/** Folders and files whose content decides what the page is. */
const SOURCES = [
  'viewer/src',
  'viewer/build.ts',
  'lib/tracking',
  'lib/plots',
  'lib/errors',
  'package-lock.json',
];

/** The page as one HTML text, and the policy it must be served with. */
export interface ViewerPage {
  readonly html: string;
  readonly policy: string;
  /** Whether the sources had changed since the last build. */
  readonly rebuilt: boolean;
}

/** The viewer's page: from viewer/dist when it was made from these very sources, else built anew (1–3 s). */
export async function viewerPage(): Promise<ViewerPage> {
  const stamp = stampOfSources();
  const file = path.join(dist, 'index.html');
  const stampFile = path.join(dist, 'stamp.json');
  const known = readStamp(stampFile);
  if (known?.stamp === stamp && fs.existsSync(file)) {
    const html = fs.readFileSync(file, 'utf8');
    if (sha256(html) === known.page) return { html, policy: known.policy, rebuilt: false };
  }
  const { html, policy } = await build();
  writeWhole(file, html);
  writeWhole(stampFile, JSON.stringify({ stamp, page: sha256(html), policy }));
  return { html, policy, rebuilt: true };
}

async function build(): Promise<{ html: string; policy: string }> {
  // Loaded here: a page that is up to date must not wait for the bundler.
  const { build: bundle } = await import('vite');
  try {
    const result = await bundle({
      configFile: false,
      root: here,
      logLevel: 'silent',
      esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
      resolve: { alias: [{ find: /^sentilab\/(.+)$/, replacement: `${root}/lib/$1/index.ts` }] },
      build: {
        write: false,
        target: 'es2022',
        modulePreload: false,
        rollupOptions: {
          input: path.join(here, 'src/main.tsx'),
          output: { format: 'iife', inlineDynamicImports: true },
        },
      },
    });
    const output = (Array.isArray(result) ? result : [result]).flatMap((part) =>
      'output' in part ? part.output : [],
    );
    const script = output.flatMap((part) => (part.type === 'chunk' ? [part.code] : [])).join('\n');
    const style = output
      .flatMap((part) =>
        part.type === 'asset' && part.fileName.endsWith('.css') ? [String(part.source)] : [],
      )
      .join('\n');
    return pageOf(script, style);
  } catch (error) {
    throw new FailureError(`Could not build the viewer: ${errorMessage(error)}`, {
      fix: 'If node_modules is damaged, run npm ci.',
      cause: error,
    });
  }
}

function pageOf(script: string, style: string): { html: string; policy: string } {
  // The page's own script first: it asks for the runs while the browser still reads plotly.
  const scripts = [scriptSafe(script), scriptSafe(plotlySource())];
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>sentilab results</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<div id="app"></div>
<noscript>The viewer needs JavaScript. Each experiment's report.html can be read without the viewer.</noscript>
${scripts.map((code) => `<script>${code}</script>`).join('\n')}
</body>
</html>
`;
  return { html, policy: `${contentSecurityPolicy(scripts, { connect: 'self' })}; frame-ancestors 'none'` };
}

function stampOfSources(): string {
  const hash = createHash('sha256');
  for (const source of SOURCES)
    for (const file of filesOf(path.join(root, source)))
      hash
        .update(`${path.relative(root, file)}\0`)
        .update(fs.readFileSync(file))
        .update('\0');
  return hash.digest('hex');
}

function filesOf(place: string): string[] {
  if (!fs.statSync(place).isDirectory()) return [place];
  return fs
    .readdirSync(place, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesOf(path.join(place, entry.name)));
}

function readStamp(file: string): { stamp: string; page: string; policy: string } | null {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as { stamp: string; page: string; policy: string };
  } catch {
    return null; // never built, or torn: built anew
  }
}

/** Two servers that start at once may both build: each writes its own file, the rename is whole. */
function writeWhole(file: string, text: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  fs.writeFileSync(temporary, text);
  fs.renameSync(temporary, file);
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
