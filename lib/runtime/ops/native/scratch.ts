import type { Tensor } from '@tensorflow/tfjs';
import type { OpAttribute, TensorMetadata } from './binding.ts';
import type { EagerOps } from './eager.ts';

/** Runs operations and frees all their outputs at the end, except those that were adopted as tensors. */
export class Scratch {
  readonly #eager: EagerOps;
  readonly #outputs = new Map<number, TensorMetadata>();
  readonly #constants: number[] = [];

  constructor(eager: EagerOps) {
    this.#eager = eager;
  }

  /** Runs an operation and returns the handles of its outputs. */
  run(
    name: string,
    attributes: readonly OpAttribute[],
    inputs: readonly number[],
    outputs: number,
  ): number[] {
    return this.#eager.execute(name, attributes, inputs, outputs).map((output) => {
      this.#outputs.set(output.id, output);
      return output.id;
    });
  }

  /** Runs an operation with one output. */
  one(name: string, attributes: readonly OpAttribute[], inputs: readonly number[]): number {
    return this.run(name, attributes, inputs, 1)[0] as number;
  }

  /** A small int32 constant: a list, or a scalar. */
  int32(value: readonly number[] | number): number {
    const { binding } = this.#eager;
    const list = typeof value === 'number' ? [value] : value;
    const shape = typeof value === 'number' ? [] : [list.length];
    const handle = binding.createTensor(shape, binding.TF_INT32, Int32Array.from(list));
    this.#constants.push(handle);
    return handle;
  }

  /** A list of int32 as a tensor; the array must not be changed afterwards. */
  int32Array(values: Int32Array): number {
    const { binding } = this.#eager;
    const handle = binding.createTensor([values.length], binding.TF_INT32, values);
    this.#constants.push(handle);
    return handle;
  }

  /** Takes an output out of here and makes it a tensor. */
  adopt<T extends Tensor>(handle: number): T {
    const output = this.#outputs.get(handle) as TensorMetadata;
    this.#outputs.delete(handle);
    return this.#eager.adopt<T>(output);
  }

  /** Frees what is still here. */
  free(): void {
    for (const handle of this.#outputs.keys()) this.#eager.release(handle);
    for (const handle of this.#constants) this.#eager.release(handle);
    this.#outputs.clear();
    this.#constants.length = 0;
  }
}

/** Calls `work` with a scratch that is freed afterwards, error or not. */
export function withScratch<R>(eager: EagerOps, work: (scratch: Scratch) => R): R {
  const scratch = new Scratch(eager);
  try {
    return work(scratch);
  } finally {
    scratch.free();
  }
}
