import path from 'node:path';
import type { FileWatch } from './file-watch.ts';
import { Imports, importsOf } from './reload.ts';
import type { TslabTypeScript } from './tslab.ts';

interface Loader {
  changedSources(): string[];
  forgetSources(files: readonly string[]): string[];
}

type Locals = Record<string, unknown>;

/** The repository's sources as cells see them: loaded once, and again after an edit. */
export class Sources {
  readonly #imports = new Imports();
  readonly #loader: Loader;
  readonly #ts: TslabTypeScript;
  readonly #watch: FileWatch;
  readonly #require: NodeJS.Require;
  readonly #locals: () => Locals;
  /** Forgotten sources that no cell has got again yet, because one of them does not load. */
  readonly #stale = new Set<string>();
  readonly #changed = new Set<string>();

  constructor(ts: TslabTypeScript, watch: FileWatch, require: NodeJS.Require, locals: () => Locals) {
    this.#ts = ts;
    this.#watch = watch;
    this.#require = require;
    this.#locals = locals;
    this.#loader = require(path.join(__dirname, 'load-typescript.cjs')) as Loader;
  }

  /**
   * Before a cell: gives it the new code of everything that was edited since the last one.
   *
   * @returns what to tell the person, or null when nothing changed
   * @throws what loading a changed source threw; the next cell tries again
   */
  refresh(): string | null {
    this.#watch.look();
    const changed = this.#loader.changedSources();
    for (const file of changed) this.#changed.add(file);
    for (const file of this.#loader.forgetSources(changed)) this.#stale.add(file);
    if (this.#stale.size === 0) return null;
    const renewed = this.#imports.refresh(
      this.#locals(),
      (specifier) => this.#stale.has(this.#resolve(specifier)),
      (specifier) => this.#require(specifier) as Record<string, unknown>,
    );
    const files = [...this.#changed]
      .map((file) => path.relative(path.join(__dirname, '..'), file))
      .join(', ');
    this.#stale.clear();
    this.#changed.clear();
    const names = renewed.length > 5 ? [...renewed.slice(0, 5), '…'] : renewed;
    const under =
      names.length > 0 ? ` New code under the same names: ${names.join(', ')}` : ' Nobody uses it';
    return `${files} changed.${under}`;
  }

  /** After a cell: remembers what it imported. */
  remember(code: string): void {
    this.#imports.remember(importsOf(this.#ts, code), this.#locals());
  }

  #resolve(specifier: string): string {
    try {
      return this.#require.resolve(specifier);
    } catch {
      return specifier; // a source that was removed: whoever uses it hears so from the compiler
    }
  }
}
