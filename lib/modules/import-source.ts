import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';
import { fromRoot, projectRoot, writeFileAtomic } from '../files/node.ts';
import { compiledFile, compiledFolder } from './compiled.ts';

/**
 * Imports a person's TypeScript or JavaScript file: a definition of an experiment. Where this process runs compiled code the
 * file is compiled too, and what it imports of `sentilab/…` is the code that runs here, so that classes are the same.
 *
 * @returns the module's exports
 * @throws what the file throws, and an error with file and line when it does not parse
 */
export async function importSource(file: string): Promise<Readonly<Record<string, unknown>>> {
  const url = compiledFolder === null ? pathToFileURL(file) : await compile(file, compiledFolder);
  return (await import(url.href)) as Record<string, unknown>;
}

async function compile(file: string, folder: string): Promise<URL> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    keepNames: true,
    sourcemap: 'inline',
    legalComments: 'none',
    logLevel: 'silent',
    define: ownPlace(file),
    plugins: [ownLibrary(folder)],
  });
  const text = outputFiles[0]?.text ?? '';
  const name = createHash('sha256').update(text).digest('hex').slice(0, 16);
  const compiled = path.join(folder, 'definitions', `${name}.mjs`);
  if (!fs.existsSync(compiled)) writeFileAtomic(compiled, text);
  return pathToFileURL(compiled);
}

/** A module asks for its place by these; the compiled file lies elsewhere. */
function ownPlace(file: string): Record<string, string> {
  const place = { url: pathToFileURL(file).href, dirname: path.dirname(file), filename: file };
  return Object.fromEntries(
    Object.entries(place).map(([name, value]) => [['import', 'meta', name].join('.'), JSON.stringify(value)]),
  );
}

/** Marks the plugin's own question to the bundler. */
const ASKED = {};

/** Leaves out what is loaded already: the library as it runs here, and packages, which the file's own folder finds. */
const ownLibrary = (folder: string): Plugin => ({
  name: 'own-library',
  setup(bundler) {
    bundler.onResolve(
      { filter: /^/ },
      async ({ path: specifier, resolveDir, kind, importer, pluginData }) => {
        if (kind === 'entry-point' || pluginData === ASKED) return undefined;
        const from = /^sentilab(\/|$)/.test(specifier) ? projectRoot() : resolveDir;
        const found = await bundler.resolve(specifier, {
          resolveDir: from,
          kind,
          importer,
          pluginData: ASKED,
        });
        if (found.errors.length > 0 || found.external) return found;
        const compiled = found.path.startsWith(fromRoot('lib')) ? compiledFile(folder, found.path) : null;
        if (compiled !== null && fs.existsSync(compiled)) return externalFile(compiled);
        const isPackage = found.path.includes(`${path.sep}node_modules${path.sep}`);
        return isPackage ? externalFile(found.path) : found;
      },
    );
  },
});

function externalFile(file: string): { readonly path: string; readonly external: true } {
  return { path: pathToFileURL(file).href, external: true };
}
