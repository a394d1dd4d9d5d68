import type { Tensor } from '@tensorflow/tfjs';
import type { Tf } from '../../backend/backend.ts';
import type { NativeBinding, NativeKernels, OpAttribute, TensorMetadata } from './binding.ts';
import { nativeKernels } from './binding.ts';

/**
 * Runs TensorFlow's operations one by one through tfjs-node's binding. Below TensorFlow.js' tensors it works with bare
 * handles: a call costs a third of a `tf.*` one, which decides small models, where a step is hundreds of calls.
 */
export class EagerOps {
  readonly tf: Tf;
  /** Attribute `T = float32`, which nearly every operation has. */
  readonly float: OpAttribute;
  readonly binding: NativeBinding;
  readonly #kernels: NativeKernels;
  readonly #int64 = new Map<number, number>();
  readonly #zeros = new Map<string, number>();

  constructor(tf: Tf) {
    this.tf = tf;
    this.#kernels = nativeKernels(tf);
    this.binding = this.#kernels.binding;
    this.float = this.type('T', this.binding.TF_FLOAT);
  }

  /** Runs an operation. The outputs are the caller's to `release` or `adopt`. */
  execute(
    name: string,
    attributes: readonly OpAttribute[],
    inputs: readonly number[],
    outputs: number,
  ): TensorMetadata[] {
    return this.binding.executeOp(name, attributes, inputs, outputs);
  }

  /** Handle of a tensor; stays the tensor's. */
  handle(tensor: Tensor): number {
    return this.#kernels.getInputTensorIds([tensor])[0] as number;
  }

  /** A tensor that owns the handle from now on. */
  adopt<T extends Tensor>(output: TensorMetadata): T {
    return this.#kernels.createOutputTensor(output) as T;
  }

  release(handle: number): void {
    this.binding.deleteTensor(handle);
  }

  /**
   * An int64 scalar, kept for the life of the process: TensorFlow.js has no such type, and tfjs-node's own way leaks a
   * handle at every call.
   */
  int64(value: number): number {
    let handle = this.#int64.get(value);
    if (handle === undefined) {
      const words = new Int32Array([value, Math.floor(value / 2 ** 32)]); // little endian: low word first
      handle = this.binding.createTensor([], this.binding.TF_INT64, words);
      this.#int64.set(value, handle);
    }
    return handle;
  }

  /** Zeros, kept for the life of the process: for initial states, of which there are few shapes. */
  zeros(...shape: number[]): number {
    const key = shape.join();
    let handle = this.#zeros.get(key);
    if (handle === undefined) {
      const size = shape.reduce((product, length) => product * length, 1);
      handle = this.binding.createTensor(shape, this.binding.TF_FLOAT, new Float32Array(size));
      this.#zeros.set(key, handle);
    }
    return handle;
  }

  type(name: string, value: number): OpAttribute {
    return { name, type: this.binding.TF_ATTR_TYPE, value };
  }
  bool(name: string, value: boolean): OpAttribute {
    return { name, type: this.binding.TF_ATTR_BOOL, value };
  }
  number(name: string, value: number): OpAttribute {
    return { name, type: this.binding.TF_ATTR_FLOAT, value };
  }
  int(name: string, value: number): OpAttribute {
    return { name, type: this.binding.TF_ATTR_INT, value };
  }
  string(name: string, value: string): OpAttribute {
    return { name, type: this.binding.TF_ATTR_STRING, value };
  }
  shape(name: string, value: readonly number[]): OpAttribute {
    return { name, type: this.binding.TF_ATTR_SHAPE, value };
  }
}
