import type { TslabTypeScript } from './tslab.ts';

/** What a cell imported under a name, and the value it got. */
interface ImportedName {
  readonly specifier: string;
  /** Name of the export; `*` for the whole module. */
  readonly exported: string;
  readonly value: unknown;
}

/** One name of an import declaration. */
export interface ImportDeclaration {
  readonly local: string;
  readonly specifier: string;
  readonly exported: string;
}

/**
 * Gives cells the new code after a source was edited: remembers what every cell imported and, when sources were
 * reloaded, puts the new values under the old names. A name that a later cell used for something else is left alone.
 */
export class Imports {
  readonly #names = new Map<string, ImportedName>();

  /** After a cell has run: remember its imports with the values they have now. */
  remember(declarations: readonly ImportDeclaration[], locals: Readonly<Record<string, unknown>>): void {
    for (const { local, ...rest } of declarations)
      if (local in locals) this.#names.set(local, { ...rest, value: locals[local] });
  }

  /**
   * Imports again what came from sources that are no longer loaded.
   *
   * @param isStale whether a module is one of the forgotten sources
   * @param load `require` as cells have it; throws when the changed source does not load
   * @returns the names that now have a new value
   */
  refresh(
    locals: Record<string, unknown>,
    isStale: (specifier: string) => boolean,
    load: (specifier: string) => Record<string, unknown>,
  ): string[] {
    const renewed: string[] = [];
    for (const [local, imported] of this.#names) {
      if (!isStale(imported.specifier)) continue;
      if (!Object.is(locals[local], imported.value)) {
        this.#names.delete(local);
        continue;
      }
      const module = load(imported.specifier);
      const value = imported.exported === '*' ? module : module[imported.exported];
      locals[local] = value;
      this.#names.set(local, { ...imported, value });
      renewed.push(local);
    }
    return renewed;
  }
}

/** The names that a cell imports, read off its syntax. Type-only imports have no value and are left out. */
export function importsOf(ts: TslabTypeScript, code: string): ImportDeclaration[] {
  const found: ImportDeclaration[] = [];
  for (const statement of ts.createSourceFile('cell.ts', code, ts.ScriptTarget.ES2022).statements) {
    const clause = statement.importClause;
    const specifier = statement.moduleSpecifier?.text;
    if (!clause || specifier === undefined || clause.isTypeOnly) continue;
    if (clause.name) found.push({ local: clause.name.text, specifier, exported: 'default' });
    const bindings = clause.namedBindings;
    if (bindings?.name) found.push({ local: bindings.name.text, specifier, exported: '*' });
    for (const element of bindings?.elements ?? [])
      if (!element.isTypeOnly)
        found.push({
          local: element.name.text,
          specifier,
          exported: (element.propertyName ?? element.name).text,
        });
  }
  return found;
}
