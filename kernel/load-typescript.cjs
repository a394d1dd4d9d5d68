'use strict';
/**
 * Loads this repository's TypeScript at run time with `require`, so that a notebook imports the same sources that
 * everything else runs: no build step, nothing to forget. Packages in node_modules stay with Node.
 *
 * Written in JavaScript because nothing can load TypeScript before it.
 */
const fs = require('node:fs');
const { Module, createRequire, isBuiltin } = require('node:module');
const path = require('node:path');
const esbuild = require('esbuild');

/**
 * @typedef {object} LoadedSource
 * @property {number} mtimeMs
 * @property {number} size
 * @property {Set<string>} imports files it has required
 */
/** @typedef {(module: NodeJS.Module & { _compile(code: string, file: string): void }, file: string) => void} Loader */

/** @type {Map<string, LoadedSource>} file → what it was when it was loaded */
const loaded = new Map();
/** The launcher's own files are loaded the same way and are not reloaded: a restart of the kernel does that. */
const ownFolder = __dirname + path.sep;

/** @type {Loader} */
function loadTypeScript(module, file) {
  if (!file.startsWith(ownFolder)) {
    const { mtimeMs, size } = fs.statSync(file);
    loaded.set(file, { mtimeMs, size, imports: recordImports(module) });
  }
  const { code } = transform(fs.readFileSync(file, 'utf8'), {
    loader: 'ts',
    format: 'cjs',
    target: 'node20',
    // The extension tells esbuild that the file is an ES module in Node's sense: `import x from 'cjs-package'` is then
    // module.exports, as it is when Node runs the same source.
    sourcefile: file.replace(/\.ts$/, '.mts'),
    // import('package') becomes require(): otherwise Node's other loader would get it, which knows no TypeScript.
    supported: { 'dynamic-import': false },
    sourcemap: 'inline',
    sourcesContent: false,
  });
  module._compile(withRealName(code, file), file);
}

/**
 * esbuild works in a child process, and Jupyter's interrupt goes to the kernel and all its children: when it has killed
 * that child, a new one is started.
 * @param {string} source
 * @param {esbuild.TransformOptions} options
 */
function transform(source, options) {
  try {
    return esbuild.transformSync(source, options);
  } catch (error) {
    if (!(error instanceof Error && /service (is no longer running|was stopped)/.test(error.message)))
      throw error;
    void esbuild.stop();
    return esbuild.transformSync(source, options);
  }
}

/**
 * Notes every file that a module requires from now on.
 * @param {NodeJS.Module} module
 */
function recordImports(module) {
  /** @type {Set<string>} */
  const imports = new Set();
  const load = module.require.bind(module);
  const { resolve } = createRequire(module.filename);
  module.require = /** @type {NodeJS.Require} */ (
    (/** @type {string} */ id) => {
      if (isBuiltin(id)) return /** @type {unknown} */ (load(id));
      const file = resolveAsImport(id, module);
      imports.add(file ?? resolve(id));
      // By its name where that finds it: others listen for the names of packages.
      /** @type {unknown} */
      const exported = load(file ?? id);
      return exported;
    }
  );
  return imports;
}

/**
 * The file of a package that offers itself to `import` alone; null for every other. Node can `require` such a file, but
 * does not find it by the package's name.
 * @param {string} id
 * @param {NodeJS.Module} module
 * @returns {string | null}
 */
function resolveAsImport(id, module) {
  const [, name, rest = ''] = /^((?:@[^/]+\/)?[^./][^/]*)(\/.*)?$/.exec(id) ?? [];
  if (name === undefined) return null;
  const folder = module.paths.map((each) => path.join(each, name)).find((each) => fs.existsSync(each));
  if (folder === undefined) return null;
  /** @type {unknown} */
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const { exports } = /** @type {{ exports?: Record<string, unknown> }} */ (manifest);
  const target = exports?.[`.${rest}`];
  if (typeof target !== 'object' || target === null || !('import' in target)) return null;
  if ('require' in target || 'default' in target || 'node' in target || 'module-sync' in target) return null;
  return typeof target.import === 'string' ? path.join(folder, target.import) : null;
}

/**
 * esbuild put the pretended name into the source map; stack traces shall show the real one.
 * @param {string} code
 * @param {string} file
 */
function withRealName(code, file) {
  return code.replace(
    /(sourceMappingURL=data:application\/json;base64,)([A-Za-z0-9+/=]+)/,
    (_all, /** @type {string} */ head, /** @type {string} */ data) => {
      /** @type {unknown} */
      const parsed = JSON.parse(Buffer.from(data, 'base64').toString('utf8'));
      const map = { .../** @type {object} */ (parsed), sources: [file] };
      return head + Buffer.from(JSON.stringify(map)).toString('base64');
    },
  );
}

/** Teaches `require` to load .ts, and stack traces to point into them. */
function installTypeScriptLoader() {
  process.setSourceMapsEnabled(true);
  /** @type {unknown} */
  const extensions = Reflect.get(Module, '_extensions');
  /** @type {Record<string, Loader>} */ (extensions)['.ts'] = loadTypeScript;
}

/** Sources that were loaded and have changed, or are gone, since. */
function changedSources() {
  return [...loaded].filter(([file, was]) => !isSame(file, was)).map(([file]) => file);
}

/**
 * @param {string} file
 * @param {LoadedSource} was
 */
function isSame(file, was) {
  try {
    const { mtimeMs, size } = fs.statSync(file);
    return mtimeMs === was.mtimeMs && size === was.size;
  } catch {
    return false;
  }
}

/**
 * Forgets sources and everything that imports them, directly or not: an unchanged file holds on to what it imported.
 * The rest stays as it is, so that objects made before are still of the class that cells know.
 * @param {readonly string[]} files
 * @returns {string[]} what was forgotten
 */
function forgetSources(files) {
  const forgotten = new Set(files);
  for (const file of forgotten)
    for (const [importer, { imports }] of loaded) if (imports.has(file)) forgotten.add(importer); // a Set grows while it is walked
  for (const file of forgotten) {
    delete require.cache[file];
    loaded.delete(file);
  }
  return [...forgotten];
}

module.exports = { installTypeScriptLoader, changedSources, forgetSources };
