import type { Cell } from '../recurrent/cell.ts';

/** Gated recurrent units in PyTorch's formulation; all biases 0. */
export const gruCell: Cell = {
  name: 'gru',
  gates: 3,
  bias: (units) => new Float32Array(4 * units), // the candidate has two
  states: ['h'],
};
