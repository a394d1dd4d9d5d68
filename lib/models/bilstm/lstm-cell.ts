import type { Cell } from '../recurrent/cell.ts';

/** Long short-term memory; biases 0 but 1 for the forget gates (Jozefowicz et al. 2015). */
export const lstmCell: Cell = {
  name: 'lstm',
  gates: 4,
  bias: (units) => new Float32Array(4 * units).fill(1, units, 2 * units),
  states: ['h', 'c'],
};
