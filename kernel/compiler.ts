import { composeSourceMaps, inlineSourceMap } from './source-map.ts';
import type { LineMap } from './source-map.ts';
import type { TslabTypeScript } from './tslab.ts';
import type { FileWatch } from './file-watch.ts';
import { spellOutShorthand, type CustomTransformers, type EmittingProgram } from './shorthand.ts';

/** What the launcher adds to tslab's compiler options; everything else stays as tslab has it. */
export function kernelCompilerOptions(ts: TslabTypeScript): object {
  return {
    // A misspelt property of a union, a forgotten undefined: the cell says so instead of the third plot from here.
    strict: true,
    // package.json "exports" and this repository's own name: import { … } from 'sentilab/tuning'.
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    // Types of the tensor and plot packages speak of the DOM, and so does tsconfig.json.
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    // Without it the test runner's globals (describe, it) would be suggested in cells.
    types: ['node'],
    // Error positions in a cell.
    inlineSourceMap: true,
  };
}

/** tslab's compiler with the launcher's behaviour, and what it leaves behind for the launcher. */
export interface PatchedCompiler {
  readonly typescript: object;
  /** Positions of the cell that was compiled last: line of its JavaScript → line of its TypeScript. */
  takeLineMap(): LineMap | null;
  /** The whole set of options the last converter was made with, for the test that checks lib against them. */
  readonly options: () => object | null;
}

interface Timers {
  setTimeout?: (callback: () => void, ms: number, ...rest: unknown[]) => unknown;
  clearTimeout?: (timer: unknown) => void;
}

interface Builder {
  getAllDependencies(file: { readonly fileName: string }): readonly string[];
  getProgram(): EmittingProgram;
  emit(
    file: unknown,
    write: unknown,
    token: unknown,
    only: unknown,
    transformers: CustomTransformers,
  ): object;
}

/**
 * Wraps tslab's TypeScript. Five cures:
 * - compiler options: strict, resolved as tsconfig.json resolves, and not only for the folder of the notebook;
 * - the sources a cell imports are type-checked through the cell but not compiled by tslab, which would refuse files
 *   outside the notebook's folder and check all of them again for every cell;
 * - `{ steps }` with a variable of an earlier cell, which tslab leaves without a value;
 * - source maps, composed over tslab's two passes, so that an error names the line of the cell;
 * - files are watched by looking when a cell runs, not by a thousand handles that may report too late.
 */
export function patchCompiler(ts: TslabTypeScript, watch: FileWatch): PatchedCompiler {
  let lineMap: LineMap | null = null;
  let options: object | null = null;
  ts.sys.watchFile = (file, onChange) =>
    watch.addFile(file, () => onChange(file, ts.FileWatcherEventKind.Changed));
  ts.sys.watchDirectory = (folder, onChange) => watch.addFolder(folder, onChange);
  const replaced = {
    createWatchCompilerHost(files: string[], tslabOptions: object, ...rest: unknown[]): object {
      options = { ...tslabOptions, ...kernelCompilerOptions(ts) };
      const host = withOneTimer(ts.createWatchCompilerHost(files, options, ...rest));
      let listener: (builder: Builder) => void = () => undefined;
      return Object.defineProperty(host, 'afterProgramCreate', {
        get: () => listener,
        set: (tslabListener: (builder: Builder) => void) => {
          listener = (builder) => {
            builder.getAllDependencies = (file) => [file.fileName];
            const emit = builder.emit.bind(builder);
            builder.emit = (file, write, token, only, transformers) =>
              emit(file, write, token, only, spellOutShorthand(ts, builder.getProgram(), transformers));
            tslabListener(builder);
          };
        },
      });
    },
    transpileModule(source: string, given: { readonly compilerOptions: object }): { outputText: string } {
      const { code, map } = inlineSourceMap(source);
      const compilerOptions = { ...given.compilerOptions, sourceMap: true };
      const result = ts.transpileModule(code, { ...given, compilerOptions });
      lineMap = composeSourceMaps(map, result.sourceMapText ?? null);
      return { outputText: inlineSourceMap(result.outputText).code };
    },
  };
  const typescript: object = Object.create(null) as object;
  for (const key of Object.keys(ts))
    Object.defineProperty(typescript, key, {
      enumerable: true,
      get: (): unknown => Reflect.get(replaced, key) ?? Reflect.get(ts, key),
    });
  return {
    typescript,
    takeLineMap: () => {
      const taken = lineMap;
      lineMap = null;
      return taken;
    },
    options: () => options,
  };
}

/**
 * tslab knows one timer, the one that builds the program, and fails on a second. The compiler has one more, for imports
 * that could not be found when they may be there now; building the program does that work too, so it need not run.
 */
function withOneTimer(host: object & Timers): object {
  const { setTimeout, clearTimeout } = host;
  const notNeeded = {};
  host.setTimeout = (callback, ...rest) =>
    callback.name === 'updateProgramWithWatchStatus' ? setTimeout?.(callback, ...rest) : notNeeded;
  host.clearTimeout = (timer) => {
    if (timer !== notNeeded) clearTimeout?.(timer);
  };
  return host;
}
