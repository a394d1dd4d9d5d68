/** One 32-bit float and its bits. */
const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/**
 * The bits of the nearest 16-bit float (IEEE 754 binary16), ties to even, as NumPy's `astype('<f2')` rounds. What is
 * too large becomes infinity.
 */
export function toHalf(value: number): number {
  float[0] = value;
  const all = bits[0]!;
  const sign = (all >>> 16) & 0x8000;
  const exponent = ((all >>> 23) & 0xff) - 112; // of the half; its bias is 15, the float's 127
  const fraction = all & 0x7fffff;
  if (exponent === 143) return sign | (fraction === 0 ? 0x7c00 : 0x7e00); // infinity, NaN
  if (exponent >= 31) return sign | 0x7c00;
  if (exponent >= 1) return sign | roundShift((exponent << 23) | fraction, 13); // a carry moves into the exponent
  if (exponent < -10) return sign; // less than half of the smallest subnormal
  return sign | roundShift(fraction | 0x800000, 14 - exponent);
}

/** The value of a 16-bit float's bits. */
export function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  bits[0] = ((half & 0x8000) << 16) | ((exponent + 112) << 23) | (fraction << 13);
  return float[0]!;
}

/** value / 2^shift, rounded to the nearest whole number, ties to even. */
function roundShift(value: number, shift: number): number {
  const whole = value >>> shift;
  const rest = value & ((1 << shift) - 1);
  const half = 1 << (shift - 1);
  return rest > half || (rest === half && (whole & 1) === 1) ? whole + 1 : whole;
}
