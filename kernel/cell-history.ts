import type { createConverter } from 'tslab/dist/converter.js';
import type { PatchedCompiler } from './compiler.ts';
import type { CellSource } from './traceback.ts';

type Converter = ReturnType<typeof createConverter>;

/** Remembers what every cell compiled to, so that an error thrown by a function of an earlier cell can be placed too. */
export class CellHistory {
  readonly #cells = new Map<string, CellSource>();
  /** tslab's converter; its output is named after the cell, which is what stack traces then show. */
  readonly converter: Converter;

  constructor(converter: Converter, compiler: Pick<PatchedCompiler, 'takeLineMap'>, number: () => number) {
    this.converter = {
      ...converter,
      convert: (previousDeclarations, code) => {
        const result = converter.convert(previousDeclarations, code);
        const name = `notebook-cell-${number()}`;
        this.#cells.set(name, { name, code, lineMap: compiler.takeLineMap() });
        return result.output === undefined
          ? result
          : { ...result, output: `${result.output}\n//# sourceURL=${name}` };
      },
    };
  }

  find(name: string): CellSource | undefined {
    return this.#cells.get(name);
  }
}
