/** What the forward pass keeps for the gradient, all time-major. */
export interface LstmTape {
  /** Gate activations [time, batch, 4 × units] in the order i, f, c (candidate), o. */
  readonly gates: Float32Array;
  /** Cell states [time, batch, units]. */
  readonly cells: Float32Array;
  /** tanh of the cell states [time, batch, units]. */
  readonly cellOutputs: Float32Array;
  /** Outputs [time, batch, units]. */
  readonly h: Float32Array;
  /** Cell state before the first step [batch, units]; null for zeros. */
  readonly cellBefore: Float32Array | null;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
/** Through the sigmoid: Math.tanh is several times slower. */
const tanh = (x: number): number => 2 * sigmoid(2 * x) - 1;

/** The cell states that a step begins with, and how far before its own they lie. */
function cellsBefore(
  { cells, cellBefore }: LstmTape,
  step: number,
  state: number,
): [Float32Array | null, number] {
  return step === 0 ? [cellBefore, 0] : [cells, state];
}

/**
 * One step forward, in place on the tape.
 *
 * @param sums input part of the gates' sums of all steps, bias included [time, batch, 4 × units]
 * @param recurrent recurrent part of this step [batch, 4 × units]; null at the first step of a zero state
 */
export function gatesForward(
  tape: LstmTape,
  step: number,
  batch: number,
  units: number,
  sums: Float32Array,
  recurrent: Float32Array | null,
): void {
  const { gates, cells, cellOutputs, h } = tape;
  const [previous, shift] = cellsBefore(tape, step, batch * units);
  for (let row = 0; row < batch; row++)
    for (let unit = 0; unit < units; unit++) {
      const local = row * 4 * units + unit;
      const gate = step * batch * 4 * units + local;
      const at = (step * batch + row) * units + unit;
      const sum = (k: number): number =>
        (sums[gate + k * units] as number) +
        (recurrent === null ? 0 : (recurrent[local + k * units] as number));
      const i = sigmoid(sum(0));
      const f = sigmoid(sum(1));
      const candidate = tanh(sum(2));
      const o = sigmoid(sum(3));
      const before = previous === null ? 0 : (previous[at - shift] as number);
      const cell = i * candidate + f * before;
      const output = tanh(cell);
      gates[gate] = i;
      gates[gate + units] = f;
      gates[gate + 2 * units] = candidate;
      gates[gate + 3 * units] = o;
      cells[at] = cell;
      cellOutputs[at] = output;
      h[at] = o * output;
    }
}

/**
 * One step backward: writes the gradients of the gates' sums of this step into `dGates` [time, batch, 4 × units] and
 * moves `dCell` [batch, units] to the step before.
 *
 * @param dh gradient of all outputs [time, batch, units]
 * @param recurrent what flows back from the step after [batch, units]; null at the last step
 */
export function gatesBackward(
  tape: LstmTape,
  step: number,
  batch: number,
  units: number,
  dh: Float32Array,
  recurrent: Float32Array | null,
  dCell: Float32Array,
  dGates: Float32Array,
): void {
  const { gates, cellOutputs } = tape;
  const [previous, shift] = cellsBefore(tape, step, batch * units);
  for (let row = 0; row < batch; row++)
    for (let unit = 0; unit < units; unit++) {
      const gate = (step * batch + row) * 4 * units + unit;
      const at = (step * batch + row) * units + unit;
      const state = row * units + unit;
      const i = gates[gate] as number;
      const f = gates[gate + units] as number;
      const candidate = gates[gate + 2 * units] as number;
      const o = gates[gate + 3 * units] as number;
      const output = cellOutputs[at] as number;
      const before = previous === null ? 0 : (previous[at - shift] as number);
      const d = (dh[at] as number) + (recurrent === null ? 0 : (recurrent[state] as number));
      const dc = (dCell[state] as number) + d * o * (1 - output * output);
      dGates[gate] = dc * candidate * i * (1 - i);
      dGates[gate + units] = dc * before * f * (1 - f);
      dGates[gate + 2 * units] = dc * i * (1 - candidate * candidate);
      dGates[gate + 3 * units] = d * output * o * (1 - o);
      dCell[state] = dc * f;
    }
}
