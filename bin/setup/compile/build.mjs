import fs from 'node:fs';
import path from 'node:path';

/**
 * Bundles the command line and every public module of lib into one folder of JavaScript with shared chunks: a process
 * then loads some 30 files instead of 600 TypeScript sources, in a quarter of the time. Packages stay where they are.
 *
 * @param {string} root the project
 * @param {string} outdir where to; must not exist
 * @param {string} home where the folder will lie in the end: the code finds its own modules there
 */
export async function build(root, outdir, home) {
  const esbuild = await import('esbuild');
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['bin/cli.ts', ...libraryEntries(root)],
    outbase: root,
    outdir,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    keepNames: true, // errors tell their class
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    logLevel: 'silent',
    define: { 'process.env.SENTILAB_COMPILED': JSON.stringify(home) },
    plugins: [library(root), ownPlace],
  });
}

/**
 * Public modules, and those that worker processes and threads run.
 * @param {string} root
 */
function libraryEntries(root) {
  return fs
    .readdirSync(path.join(root, 'lib'), { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => /^([^/]+\/)?(index|node)\.ts$/.test(name) || /(^|[-/])worker\.ts$/.test(name))
    .sort()
    .map((name) => `lib/${name}`);
}

/**
 * `sentilab/…` is the project itself and no package beside it.
 * @param {string} root
 * @returns {import('esbuild').Plugin}
 */
const library = (root) => ({
  name: 'library',
  setup(bundler) {
    bundler.onResolve({ filter: /^sentilab(\/|$)/ }, ({ path: specifier, kind }) => {
      const name = specifier.slice('sentilab/'.length);
      const file = name === '' ? 'index.ts' : name.endsWith('/node') ? `${name}.ts` : `${name}/index.ts`;
      return bundler.resolve(`./lib/${file}`, { resolveDir: root, kind });
    });
  },
});

/**
 * A source that asks where it lies gets the place of the source, not of the chunk it ended in.
 * @type {import('esbuild').Plugin}
 */
const ownPlace = {
  name: 'own-place',
  setup(bundler) {
    bundler.onLoad({ filter: /\/(bin|bench|viewer)\/.*\.ts$/ }, ({ path: file }) => {
      const text = fs.readFileSync(file, 'utf8');
      if (!text.includes('import.meta.')) return undefined;
      const contents = text
        .replaceAll('import.meta.dirname', JSON.stringify(path.dirname(file)))
        .replaceAll('import.meta.filename', JSON.stringify(file));
      return { contents, loader: 'ts' };
    });
  },
};
