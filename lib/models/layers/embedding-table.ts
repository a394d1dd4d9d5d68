import type { Batch } from '../../data/index.ts';
import { FailureError } from '../../errors/index.ts';
import { ADAM_DEFAULTS, adamFactors, adamInPlace } from '../../runtime/index.ts';
import type { NamedValues, UpdateOptions } from '../../runtime/index.ts';

/** The gradient of the rows that a batch touched, each once. */
export interface RowGradient {
  /** Word ids. */
  readonly rows: Int32Array;
  /** [rows, dimensions] */
  readonly values: Float32Array;
  readonly squaredNorm: number;
}

/**
 * Word vectors in a typed array, with Adam for the rows that a batch touches; the others keep weights and moments (as
 * PyTorch's SparseAdam does). A batch of sentences touches some hundred of 15,000 rows: updating all of them would cost
 * more than the rest of a small model's step.
 */
export class EmbeddingTable {
  readonly vocabularySize: number;
  readonly dimensions: number;
  readonly trainable: boolean;
  #weights: Float32Array;
  /** Moments; null when the table is frozen. */
  readonly #moments: { readonly m: Float32Array; readonly v: Float32Array } | null;
  /** Word id → its place in the gradient being made, or -1. */
  readonly #places: Int32Array;
  #steps = 0;

  /**
   * @param matrix [vocabularySize, dimensions]; copied when it is to be trained
   * @throws FailureError when its length does not fit
   */
  constructor(matrix: Float32Array, vocabularySize: number, dimensions: number, trainable: boolean) {
    if (matrix.length !== vocabularySize * dimensions)
      throw new FailureError(
        `An embedding of ${vocabularySize} words in ${dimensions} dimensions takes ${vocabularySize * dimensions} values.`,
        { field: 'embedding.matrix', value: matrix.length },
      );
    this.vocabularySize = vocabularySize;
    this.dimensions = dimensions;
    this.trainable = trainable;
    this.#weights = trainable ? matrix.slice() : matrix;
    this.#moments = trainable
      ? { m: new Float32Array(matrix.length), v: new Float32Array(matrix.length) }
      : null;
    this.#places = new Int32Array(trainable ? vocabularySize : 0).fill(-1);
  }

  /**
   * The batch's vectors [time, batch, dimensions], zero at padding whatever row 0 holds.
   *
   * @param mask dropout [batch, dimensions], the same at every step of a row; null for none
   * @throws FailureError for a length outside 1 … time or an id outside the vocabulary
   */
  lookup({ size, time, ids, lengths }: Batch, mask: Float32Array | null): Float32Array {
    const width = this.dimensions;
    const weights = this.#weights;
    const factors = mask ?? new Float32Array(size * width).fill(1);
    const output = new Float32Array(time * size * width);
    for (let row = 0; row < size; row++) {
      const length = checkLength(lengths, row, time);
      const factor = row * width;
      for (let step = 0; step < length; step++) {
        const from = this.#checkId(ids, row * time + step) * width;
        const to = (step * size + row) * width;
        for (let k = 0; k < width; k++)
          output[to + k] = (weights[from + k] as number) * (factors[factor + k] as number);
      }
    }
    return output;
  }

  #checkId(ids: Int32Array, at: number): number {
    const id = ids[at] ?? -1;
    if (id < 0 || id >= this.vocabularySize)
      throw new FailureError(`A token id is 0 … ${this.vocabularySize - 1}.`, {
        field: `ids[${at}]`,
        value: id,
      });
    return id;
  }

  /**
   * Sums the gradient of the looked-up vectors by word.
   *
   * @param dx [time, batch, dimensions]
   * @param mask the mask that `lookup` was given
   */
  gradient({ size, time, ids, lengths }: Batch, dx: Float32Array, mask: Float32Array | null): RowGradient {
    const width = this.dimensions;
    const places = this.#places;
    const factors = mask ?? new Float32Array(size * width).fill(1);
    const rows: number[] = [];
    for (let row = 0; row < size; row++)
      for (let step = 0; step < (lengths[row] as number); step++) {
        const id = ids[row * time + step] as number;
        if (places[id] !== -1) continue;
        places[id] = rows.length;
        rows.push(id);
      }
    const values = new Float32Array(rows.length * width);
    for (let row = 0; row < size; row++)
      for (let step = 0; step < (lengths[row] as number); step++) {
        const to = (places[ids[row * time + step] as number] as number) * width;
        const from = (step * size + row) * width;
        const factor = row * width;
        for (let k = 0; k < width; k++)
          values[to + k] =
            (values[to + k] as number) + (dx[from + k] as number) * (factors[factor + k] as number);
      }
    for (const id of rows) places[id] = -1;
    let squaredNorm = 0;
    for (let k = 0; k < values.length; k++) squaredNorm += (values[k] as number) ** 2;
    return { rows: Int32Array.from(rows), values, squaredNorm };
  }

  /** One Adam update of the rows of a gradient; bias corrections count every update of the table. */
  update({ rows, values }: RowGradient, { learningRate, gradientScale = 1 }: UpdateOptions): void {
    if (this.#moments === null) throw new FailureError('A frozen embedding is not updated.');
    this.#steps += 1;
    const factors = adamFactors(ADAM_DEFAULTS, learningRate, this.#steps);
    const arrays = { weights: this.#weights, ...this.#moments };
    const width = this.dimensions;
    rows.forEach((id, place) => {
      const part = { values, from: place * width, scale: gradientScale };
      adamInPlace(arrays, id * width, part, width, ADAM_DEFAULTS, factors);
    });
  }

  /** A copy of the vectors [vocabularySize, dimensions]. */
  weights(): Float32Array {
    return this.#weights.slice();
  }

  /** A copy of the moments: `m/embedding` and `v/embedding`, or nothing when frozen. */
  exportSlots(): NamedValues[] {
    if (this.#moments === null) return [];
    const shape = [this.vocabularySize, this.dimensions];
    const { m, v } = this.#moments;
    return [
      { name: 'm/embedding', shape, values: m.slice() },
      { name: 'v/embedding', shape, values: v.slice() },
    ];
  }

  /** Puts back vectors, moments (null: zeros) and the number of updates made until then. All are copied. */
  restore(
    weights: Float32Array,
    moments: { readonly m: Float32Array; readonly v: Float32Array } | null,
    steps: number,
  ): void {
    this.#weights = weights.slice();
    if (this.#moments !== null) {
      if (moments === null) {
        this.#moments.m.fill(0);
        this.#moments.v.fill(0);
      } else {
        this.#moments.m.set(moments.m);
        this.#moments.v.set(moments.v);
      }
    }
    this.#steps = steps;
  }
}

function checkLength(lengths: Int32Array, row: number, time: number): number {
  const length = lengths[row] ?? 0;
  if (length < 1 || length > time)
    throw new FailureError(`A row of a batch has 1 … ${time} valid tokens.`, {
      field: `lengths[${row}]`,
      value: length,
    });
  return length;
}
