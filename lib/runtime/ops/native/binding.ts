import type { Tensor } from '@tensorflow/tfjs';
import { FailureError } from '../../../errors/index.ts';
import type { Tf } from '../../backend/backend.ts';

/** An output of an eager operation: a handle of the native library and what it holds. */
export interface TensorMetadata {
  readonly id: number;
  readonly shape: number[];
  readonly dtype: number;
}

/** An attribute of an operation, as the binding wants it. */
export interface OpAttribute {
  readonly name: string;
  readonly type: number;
  readonly value: number | boolean | string | readonly number[];
}

/** The part of tfjs-node's C++ binding that we use. Not a public interface of tfjs-node: checked when first taken. */
export interface NativeBinding {
  executeOp(
    name: string,
    attributes: readonly OpAttribute[],
    inputs: readonly number[],
    outputs: number,
  ): TensorMetadata[];
  /** Shares the memory of `values` where its alignment allows: never change it afterwards. */
  createTensor(shape: readonly number[], dtype: number, values: Float32Array | Int32Array): number;
  deleteTensor(id: number): void;
  /** A copy of the tensor's values. */
  tensorDataSync(id: number): Float32Array | Int32Array | Uint8Array;
  getNumOfTensors(): number;
  readonly TF_FLOAT: number;
  readonly TF_INT32: number;
  readonly TF_INT64: number;
  readonly TF_ATTR_TYPE: number;
  readonly TF_ATTR_BOOL: number;
  readonly TF_ATTR_FLOAT: number;
  readonly TF_ATTR_INT: number;
  readonly TF_ATTR_STRING: number;
  readonly TF_ATTR_SHAPE: number;
}

/** The part of tfjs-node's backend that we use. */
export interface NativeKernels {
  readonly binding: NativeBinding;
  /** Handles of tensors; uploads those whose values are still in JavaScript. */
  getInputTensorIds(tensors: readonly Tensor[]): number[];
  /** Gives a handle to TensorFlow.js, which then frees it with the tensor. */
  createOutputTensor(metadata: TensorMetadata): Tensor;
}

/**
 * The native backend's inside.
 *
 * @throws FailureError when another backend is active or tfjs-node has changed
 */
export function nativeKernels(tf: Tf): NativeKernels {
  const backend = tf.backend() as unknown as Partial<NativeKernels>;
  if (
    typeof backend.binding?.executeOp !== 'function' ||
    typeof backend.getInputTensorIds !== 'function' ||
    typeof backend.createOutputTensor !== 'function'
  )
    throw new FailureError(
      'The active TensorFlow.js backend is not native TensorFlow as tfjs-node 4.22 has it.',
      {
        value: tf.getBackend(),
        fix: 'Run npm run doctor.',
      },
    );
  return backend as NativeKernels;
}
