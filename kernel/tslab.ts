import { createRequire } from 'node:module';
import path from 'node:path';
import type * as converterModule from 'tslab/dist/converter.js';
import type * as executorModule from 'tslab/dist/executor.js';
import type * as jupyterModule from 'tslab/dist/jupyter.js';

/**
 * The parts of tslab 1.0.22 that the launcher builds on. They are loaded with `require` because some are replaced
 * before tslab reads them, which only works on CommonJS objects.
 */
const load = createRequire(path.join(__dirname, 'start.cjs'));

/** tslab's own TypeScript, 5.0.4 with a few internals opened. Only what is used here is typed. */
export interface TslabTypeScript {
  readonly version: string;
  readonly ModuleResolutionKind: { readonly Bundler: number };
  readonly FileWatcherEventKind: { readonly Changed: number };
  readonly sys: {
    watchFile(
      file: string,
      onChange: (file: string, kind: number) => void,
      interval?: number,
    ): { close(): void };
    watchDirectory(folder: string, onChange: (file: string) => void, recursive?: boolean): { close(): void };
  };
  readonly ScriptTarget: { readonly ES2022: number };
  createSourceFile(name: string, code: string, target: number): { readonly statements: readonly Statement[] };
  createWatchCompilerHost(files: string[], options: object, ...rest: unknown[]): object;
  transpileModule(
    source: string,
    options: { readonly compilerOptions: object },
  ): { outputText: string; sourceMapText?: string };
}

interface Name {
  readonly text: string;
}

/** A statement, with the fields an import declaration has. */
interface Statement {
  readonly moduleSpecifier?: Name;
  readonly importClause?: {
    readonly isTypeOnly: boolean;
    readonly name?: Name;
    readonly namedBindings?: {
      readonly name?: Name;
      readonly elements?: readonly {
        readonly isTypeOnly: boolean;
        readonly name: Name;
        readonly propertyName?: Name;
      }[];
    };
  };
}

export const typescriptPath = load.resolve('@tslab/typescript-for-tslab', {
  paths: [load.resolve('tslab')],
});

/** A module of tslab by its path in the package. The launcher's compiler patches must be in place before. */
export function loadTslab(): {
  readonly converter: typeof converterModule;
  readonly executor: typeof executorModule;
  readonly jupyter: typeof jupyterModule;
} {
  return {
    converter: load('tslab/dist/converter') as typeof converterModule,
    executor: load('tslab/dist/executor') as typeof executorModule,
    jupyter: load('tslab/dist/jupyter') as typeof jupyterModule,
  };
}

/** tslab's TypeScript as it is on disk. */
export function loadTypeScript(): TslabTypeScript {
  return load(typescriptPath) as TslabTypeScript;
}

/** Makes everything that loads tslab's TypeScript from now on get `replacement` instead. */
export function replaceTypeScript(replacement: object): void {
  const cached = load.cache[typescriptPath];
  if (cached) cached.exports = replacement;
}
