/**
 * Dense linear algebra of symmetric positive definite matrices, row-major in Float64Array. Rows are read from left to right,
 * several at a time: that is what a processor's caches and pipelines like.
 */

/** The dot product of the first `count` numbers of two rows. */
function dot(a: Float64Array, i: number, b: Float64Array, j: number, count: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let k = 0;
  for (; k + 3 < count; k += 4) {
    s0 += (a[i + k] as number) * (b[j + k] as number);
    s1 += (a[i + k + 1] as number) * (b[j + k + 1] as number);
    s2 += (a[i + k + 2] as number) * (b[j + k + 2] as number);
    s3 += (a[i + k + 3] as number) * (b[j + k + 3] as number);
  }
  for (; k < count; k++) s0 += (a[i + k] as number) * (b[j + k] as number);
  return s0 + s1 + (s2 + s3);
}

/**
 * Turns the lower triangle of `a` [n × n] into its Cholesky factor, in place; the upper triangle is neither read nor written.
 *
 * @returns false when the matrix is not positive definite
 */
export function cholesky(a: Float64Array, n: number): boolean {
  for (let i = 0; i < n; i++) {
    const row = i * n;
    for (let j = 0; j < i; j++)
      a[row + j] = ((a[row + j] as number) - dot(a, row, a, j * n, j)) / (a[j * n + j] as number);
    const pivot = (a[row + i] as number) - dot(a, row, a, row, i);
    if (!(pivot > 0)) return false;
    a[row + i] = Math.sqrt(pivot);
  }
  return true;
}

/** Solves `L x = b` in place. */
export function solveLower(l: Float64Array, n: number, x: Float64Array): void {
  for (let i = 0; i < n; i++) x[i] = ((x[i] as number) - dot(l, i * n, x, 0, i)) / (l[i * n + i] as number);
}

/** Solves `Lᵀ x = b` in place. */
export function solveUpper(l: Float64Array, n: number, x: Float64Array): void {
  for (let i = n - 1; i >= 0; i--) {
    const value = (x[i] as number) / (l[i * n + i] as number);
    x[i] = value;
    const row = i * n;
    for (let j = 0; j < i; j++) (x[j] as number) -= (l[row + j] as number) * value;
  }
}

/**
 * The inverse of `L Lᵀ`, both triangles filled, from its factor.
 *
 * @param t room for n × n numbers; only its upper triangle is used
 */
export function inverseOf(
  l: Float64Array,
  n: number,
  inverse: Float64Array = new Float64Array(n * n),
  t: Float64Array = new Float64Array(n * n),
): Float64Array {
  // The columns of L⁻¹ as rows, so that both steps run along rows.
  for (let j = 0; j < n; j++) {
    const row = j * n;
    t[row + j] = 1 / (l[row + j] as number);
    for (let i = j + 1; i < n; i++)
      t[row + i] = -dot(l, i * n + j, t, row + j, i - j) / (l[i * n + i] as number);
  }
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      // t's rows are zero before their diagonal: the product begins at the later one.
      const value = dot(t, i * n + i, t, j * n + i, n - i);
      inverse[i * n + j] = value;
      inverse[j * n + i] = value;
    }
  return inverse;
}
