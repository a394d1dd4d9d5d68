import type { EagerOps } from './eager.ts';
import type { Scratch } from './scratch.ts';

/** Plain operations on handles of native TensorFlow, as the recurrent gradients use them. */

/** Which factors of a product are taken transposed. */
export interface Transposes {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
}

/** Attributes of `MatMul`. */
export const productAttributes = (
  eager: EagerOps,
  { transposeA = false, transposeB = false }: Transposes,
) => [eager.bool('transpose_a', transposeA), eager.bool('transpose_b', transposeB), eager.float];

/** The product of two matrices. */
export const product = (
  eager: EagerOps,
  scratch: Scratch,
  a: number,
  b: number,
  transposes: Transposes = {},
): number => scratch.one('MatMul', productAttributes(eager, transposes), [a, b]);

/** The same values in another shape: a view. */
export const reshape = (eager: EagerOps, scratch: Scratch, x: number, shape: readonly number[]): number =>
  scratch.one(
    'Reshape',
    [eager.float, eager.type('Tshape', eager.binding.TF_INT32)],
    [x, scratch.int32(shape)],
  );

/** A part of an array; one of whole rows is a view. */
export const slice = (
  eager: EagerOps,
  scratch: Scratch,
  x: number,
  begin: readonly number[],
  size: readonly number[],
): number =>
  scratch.one(
    'Slice',
    [eager.float, eager.type('Index', eager.binding.TF_INT32)],
    [x, scratch.int32(begin), scratch.int32(size)],
  );

/** Arrays joined along an axis. One alone is itself: TensorFlow's operation wants two. */
export const concat = (eager: EagerOps, scratch: Scratch, parts: readonly number[], axis: number): number =>
  parts.length === 1
    ? (parts[0] as number)
    : scratch.one(
        'ConcatV2',
        [eager.int('N', parts.length), eager.float, eager.type('Tidx', eager.binding.TF_INT32)],
        [...parts, scratch.int32(axis)],
      );

/** A matrix transposed. */
export const transpose = (eager: EagerOps, scratch: Scratch, matrix: number): number =>
  scratch.one(
    'Transpose',
    [eager.float, eager.type('Tperm', eager.binding.TF_INT32)],
    [matrix, scratch.int32([1, 0])],
  );

/** Sums over the rows of a matrix. */
export const columnSums = (eager: EagerOps, scratch: Scratch, matrix: number): number =>
  scratch.one(
    'Sum',
    [eager.float, eager.type('Tidx', eager.binding.TF_INT32), eager.bool('keep_dims', false)],
    [matrix, scratch.int32([0])],
  );

/** The entries of the first axis, as views. */
export const unpack = (eager: EagerOps, scratch: Scratch, x: number, count: number): number[] =>
  scratch.run('Unpack', [eager.int('num', count), eager.int('axis', 0), eager.float], [x], count);
