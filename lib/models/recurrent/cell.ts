import type { CellKind } from '../../runtime/index.ts';

/** A kind of recurrent unit: which weights it has. */
export interface Cell {
  /** How it computes, and the beginning of its weights' names. */
  readonly name: CellKind;
  /** Column blocks of the kernel, each as wide as the units. */
  readonly gates: number;
  /** First values of the bias. */
  readonly bias: (units: number) => Float32Array;
  /** Names of the states that a step hands to the next, the output first. */
  readonly states: readonly string[];
}
