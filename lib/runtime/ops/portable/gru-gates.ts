/** What the forward pass keeps for the gradient, all time-major. */
export interface GruTape {
  /** Gates and candidate r, z, n [time, batch, 3 × units]. */
  readonly gates: Float32Array;
  /** What the reset gate multiplies [time, batch, units]. */
  readonly inner: Float32Array;
  /** Outputs, that before the first step in front [1 + time, batch, units]. */
  readonly h: Float32Array;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
/** Through the sigmoid: Math.tanh is several times slower. */
const tanh = (x: number): number => 2 * sigmoid(2 * x) - 1;

/**
 * One step forward, in place on the tape.
 *
 * @param sums input part of the gates' sums of all steps, bias included [time, batch, 3 × units]
 * @param recurrent recurrent part of this step [batch, 3 × units]
 * @param innerBias [units]
 */
export function gruForward(
  { gates, inner, h }: GruTape,
  step: number,
  batch: number,
  units: number,
  sums: Float32Array,
  recurrent: Float32Array,
  innerBias: Float32Array,
): void {
  for (let row = 0; row < batch; row++)
    for (let unit = 0; unit < units; unit++) {
      const local = row * 3 * units + unit;
      const gate = step * batch * 3 * units + local;
      const at = (step * batch + row) * units + unit;
      const sum = (k: number): number =>
        (sums[gate + k * units] as number) + (recurrent[local + k * units] as number);
      const r = sigmoid(sum(0));
      const z = sigmoid(sum(1));
      const within = (recurrent[local + 2 * units] as number) + (innerBias[unit] as number);
      const n = tanh((sums[gate + 2 * units] as number) + r * within);
      gates[gate] = r;
      gates[gate + units] = z;
      gates[gate + 2 * units] = n;
      inner[at] = within;
      h[at + batch * units] = n + z * ((h[at] as number) - n); // h begins one step earlier
    }
}

/** What one step back writes. */
export interface GruGradients {
  /** Gradients of the input part of the gates' sums [time, batch, 3 × units]. */
  readonly inputSums: Float32Array;
  /** Gradients of the recurrent part of this step [batch, 3 × units]. */
  readonly recurrentSums: Float32Array;
  /** What flows to the output before [batch, units], besides through the recurrent product. In: this step's. */
  readonly flowing: Float32Array;
}

/**
 * One step backward.
 *
 * @param dh gradient of all outputs [time, batch, units]
 * @param recurrent what flows back through the product of the step after [batch, units]; null at the last step
 */
export function gruBackward(
  { gates, inner, h }: GruTape,
  step: number,
  batch: number,
  units: number,
  dh: Float32Array,
  recurrent: Float32Array | null,
  { inputSums, recurrentSums, flowing }: GruGradients,
): void {
  for (let row = 0; row < batch; row++)
    for (let unit = 0; unit < units; unit++) {
      const local = row * 3 * units + unit;
      const gate = step * batch * 3 * units + local;
      const at = (step * batch + row) * units + unit;
      const state = row * units + unit;
      const r = gates[gate] as number;
      const z = gates[gate + units] as number;
      const n = gates[gate + 2 * units] as number;
      const d =
        (dh[at] as number) +
        (flowing[state] as number) +
        (recurrent === null ? 0 : (recurrent[state] as number));
      const dn = d * (1 - z) * (1 - n * n);
      const dr = dn * (inner[at] as number) * r * (1 - r);
      const dz = d * ((h[at] as number) - n) * z * (1 - z);
      inputSums[gate] = dr;
      inputSums[gate + units] = dz;
      inputSums[gate + 2 * units] = dn;
      recurrentSums[local] = dr;
      recurrentSums[local + units] = dz;
      recurrentSums[local + 2 * units] = dn * r;
      flowing[state] = d * z;
    }
}
