import type { Tensor } from '@tensorflow/tfjs';
import { FailureError } from '../../../errors/index.ts';
import type { Variable } from '../variable.ts';
import type { OpAttribute } from './binding.ts';
import type { EagerOps } from './eager.ts';
import { withScratch, type Scratch } from './scratch.ts';

/** A variable of native TensorFlow: its update operations change it in place. */
export class ResourceVariable implements Variable {
  readonly shape: readonly number[];
  /** Handle of the resource, for update operations. */
  readonly resource: number;
  readonly #eager: EagerOps;
  readonly #dtype: OpAttribute;

  constructor(eager: EagerOps, shape: readonly number[], values: Float32Array) {
    this.#eager = eager;
    this.shape = [...shape];
    this.#dtype = eager.type('dtype', eager.binding.TF_FLOAT);
    const [handle] = eager.execute(
      'VarHandleOp',
      [
        ...[eager.string('container', ''), eager.string('shared_name', uniqueName())],
        ...[this.#dtype, eager.shape('shape', this.shape)],
      ],
      [],
      1,
    );
    this.resource = handle?.id as number;
    this.assign(values);
  }

  read(): Tensor {
    const [value] = this.#eager.execute('ReadVariableOp', [this.#dtype], [this.resource], 1);
    return this.#eager.adopt(value as NonNullable<typeof value>);
  }

  values(): Float32Array {
    const { binding } = this.#eager;
    const [value] = this.#eager.execute('ReadVariableOp', [this.#dtype], [this.resource], 1);
    const handle = value?.id as number;
    try {
      return binding.tensorDataSync(handle) as Float32Array;
    } finally {
      binding.deleteTensor(handle);
    }
  }

  /** Handle of the current values; the scratch frees it. */
  take(scratch: Scratch): number {
    return scratch.one('ReadVariableOp', [this.#dtype], [this.resource]);
  }

  /** Sets the values to those of a handle, which stays its owner's. */
  put(handle: number): void {
    this.#eager.execute('AssignVariableOp', [this.#dtype], [this.resource, handle], 0);
  }

  /** Subtracts in place. */
  subtract(handle: number): void {
    this.#eager.execute('AssignSubVariableOp', [this.#dtype], [this.resource, handle], 0);
  }

  assign(values: Float32Array): void {
    const size = this.shape.reduce((product, length) => product * length, 1);
    if (values.length !== size)
      throw new FailureError(`A variable of shape [${this.shape.join()}] takes ${size} values.`, {
        value: values.length,
      });
    const { binding } = this.#eager;
    // A copy in native memory: the handle may share the array's, which TensorFlow would never update in place.
    const handle = binding.createTensor(this.shape, binding.TF_FLOAT, values);
    try {
      withScratch(this.#eager, (scratch) => this.put(scratch.one('DeepCopy', [this.#eager.float], [handle])));
    } finally {
      binding.deleteTensor(handle);
    }
  }

  dispose(): void {
    this.#eager.execute(
      'DestroyResourceOp',
      [this.#eager.bool('ignore_lookup_error', true)],
      [this.resource],
      0,
    );
    this.#eager.release(this.resource);
  }
}

const COUNTER = Symbol.for('sentilab.runtime.variables');

/**
 * A name no other variable of this process has. The count is kept outside the module: a notebook loads a changed source
 * again, and a count from 0 would then hand out the names of variables that are still alive.
 */
function uniqueName(): string {
  const process = globalThis as typeof globalThis & { [COUNTER]?: number };
  const count = (process[COUNTER] ?? 0) + 1;
  process[COUNTER] = count;
  return `sentilab/${count}`;
}
