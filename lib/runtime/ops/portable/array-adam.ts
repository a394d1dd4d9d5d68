import type { Tensor } from '@tensorflow/tfjs';
import { FailureError } from '../../../errors/index.ts';
import type { AdamOptions, NamedValues, Optimizer, UpdateOptions } from '../optimizer.ts';
import {
  ADAM_DEFAULTS,
  adamFactors,
  readSkipped,
  requireGradient,
  requireSlot,
  skippedSlot,
} from '../optimizer.ts';
import type { Variable } from '../variable.ts';
import { adamInPlace } from './adam-in-place.ts';
import { ArrayVariable } from './array-variable.ts';

interface Slot {
  readonly name: string;
  readonly variable: ArrayVariable;
  readonly m: Float32Array;
  readonly v: Float32Array;
  /** Updates that left it out. */
  skipped: number;
}

/** Adam over variables in typed arrays. */
export class ArrayAdam implements Optimizer {
  readonly #options: AdamOptions;
  readonly #slots: readonly Slot[];
  #steps = 0;

  constructor(variables: ReadonlyMap<string, Variable>, options: Partial<AdamOptions> = {}) {
    this.#options = { ...ADAM_DEFAULTS, ...options };
    this.#slots = [...variables].map(([name, variable]) => {
      if (!(variable instanceof ArrayVariable))
        throw new FailureError('Portable Adam updates portable variables only.', { field: name });
      const size = variable.array.length;
      return { name, variable, m: new Float32Array(size), v: new Float32Array(size), skipped: 0 };
    });
  }

  get steps(): number {
    return this.#steps;
  }

  update(gradients: ReadonlyMap<string, Tensor>, options: UpdateOptions): void {
    const { learningRate, gradientScale = 1, except } = options;
    const ready = this.#slots
      .filter(({ name }) => name !== except)
      .map((slot) => ({ slot, gradient: requireGradient(gradients, slot.name, slot.variable) }));
    this.#steps += 1;
    for (const slot of this.#slots) if (slot.name === except) slot.skipped += 1;
    for (const { slot, gradient } of ready) {
      const { variable, m, v, skipped } = slot;
      const factors = adamFactors(this.#options, learningRate, this.#steps - skipped);
      const arrays = { weights: variable.array, m, v };
      adamInPlace(arrays, gradient.dataSync<'float32'>(), gradientScale, this.#options, factors);
    }
  }

  exportSlots(): NamedValues[] {
    return this.#slots.flatMap(({ name, variable: { shape }, m, v, skipped }) => [
      ...skippedSlot(name, skipped),
      { name: `m/${name}`, shape, values: m.slice() },
      { name: `v/${name}`, shape, values: v.slice() },
    ]);
  }

  importSlots(slots: readonly NamedValues[], steps: number): void {
    const found = this.#slots.map(({ name, variable: { shape } }) => ({
      m: requireSlot(slots, `m/${name}`, shape),
      v: requireSlot(slots, `v/${name}`, shape),
    }));
    this.#slots.forEach((slot, index) => {
      const { m, v } = slot;
      slot.skipped = readSkipped(slots, slot.name);
      m.set(found[index]?.m as Float32Array);
      v.set(found[index]?.v as Float32Array);
    });
    this.#steps = steps;
  }

  dispose(): void {
    // The garbage collector's.
  }
}
