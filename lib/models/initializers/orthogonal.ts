import type { Rng } from '../../random/index.ts';

/**
 * Values for a [rows, columns] matrix with rows ≤ columns whose rows are orthonormal, drawn uniformly among such
 * matrices: Saxe et al. 2014. Gram-Schmidt over normal rows, done twice for accuracy.
 */
export function orthogonal(rng: Rng, rows: number, columns: number): Float32Array {
  const basis: Float64Array[] = [];
  for (let row = 0; row < rows; row++) {
    const vector = Float64Array.from({ length: columns }, () => rng.normal());
    for (let pass = 0; pass < 2; pass++)
      for (const other of basis) {
        const overlap = dot(vector, other);
        for (let k = 0; k < columns; k++) vector[k] = (vector[k] as number) - overlap * (other[k] as number);
      }
    const length = Math.sqrt(dot(vector, vector));
    basis.push(vector.map((value) => value / length));
  }
  const values = new Float32Array(rows * columns);
  basis.forEach((vector, row) => values.set(vector, row * columns));
  return values;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] as number) * (b[k] as number);
  return sum;
}
