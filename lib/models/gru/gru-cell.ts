import type { Cell } from '../recurrent/cell.ts';

/** Gated recurrent units in PyTorch's formulation; all biases 0. */
export const gruCell: Cell = {
  name: 'gru',
  gates: 3,
  bias: (units) => new Float32Array(4 * units), // the candidate has two
  states: ['h'],
  run: ({ ops }, { x, kernel, bias, initial, inputGradient }) =>
    ops.gru(x, kernel, bias, { inputGradient, ...(initial !== null && { initial: initial('h') }) }),
};
