import type { createConverter } from 'tslab/dist/converter.js';
import type { PatchedCompiler } from './compiler.ts';
import type { CellSource } from './traceback.ts';

type Converter = ReturnType<typeof createConverter>;
type ConvertResult = ReturnType<Converter['convert']>;

/** Remembers what every cell compiled to, so that an error thrown by a function of an earlier cell can be placed too. */
export class CellHistory {
  readonly #cells = new Map<string, CellSource>();
  readonly #compile: (previousDeclarations: string, code: string) => ConvertResult;
  /** The compilation that was made ahead, until the executor asks for it. */
  #ahead: { readonly previous: string; readonly code: string; readonly result: ConvertResult } | null = null;
  /** Declarations of all cells so far, as the executor will hand them in with the next cell. */
  #declarations = '';
  #last: ConvertResult | null = null;
  /** tslab's converter; its output is named after the cell, which is what stack traces then show. */
  readonly converter: Converter;

  constructor(converter: Converter, compiler: Pick<PatchedCompiler, 'takeLineMap'>, number: () => number) {
    this.#compile = (previous, code) => {
      const result = converter.convert(previous, code);
      const name = `notebook-cell-${number()}`;
      this.#cells.set(name, { name, code, lineMap: compiler.takeLineMap() });
      return result.output === undefined
        ? result
        : { ...result, output: `${result.output}\n//# sourceURL=${name}` };
    };
    this.converter = {
      ...converter,
      convert: (previous, code) => {
        const ahead = this.#ahead;
        this.#ahead = null;
        const isThis = ahead?.previous === previous && ahead.code === code;
        this.#last = isThis ? ahead.result : this.#compile(previous, code);
        return this.#last;
      },
    };
  }

  /**
   * Compiles a cell before the executor does. Compiling takes a while, and Node loses an interrupt that arrives between
   * the beginning of the compilation and the run, when both happen without a pause: in between is the place for one.
   */
  compileAhead(code: string): void {
    const previous = this.#declarations;
    this.#ahead = { previous, code, result: this.#compile(previous, code) };
  }

  /** The cell compiled last has run to its end: its declarations count from now on. */
  succeeded(): void {
    this.#declarations = this.#last?.declOutput ?? '';
  }

  find(name: string): CellSource | undefined {
    return this.#cells.get(name);
  }
}
