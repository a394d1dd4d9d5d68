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
import type { EagerOps } from './eager.ts';
import { ResourceVariable } from './resource-variable.ts';
import { withScratch } from './scratch.ts';

interface Slot {
  readonly name: string;
  readonly variable: ResourceVariable;
  readonly m: ResourceVariable;
  readonly v: ResourceVariable;
  /** Updates that left it out. */
  skipped: number;
}

/** Adam in one native operation per variable, `ResourceApplyAdam`, which updates weights and moments in place. */
export class ResourceAdam implements Optimizer {
  readonly #eager: EagerOps;
  readonly #options: AdamOptions;
  readonly #slots: readonly Slot[];
  #steps = 0;

  constructor(eager: EagerOps, variables: ReadonlyMap<string, Variable>, options: Partial<AdamOptions> = {}) {
    this.#eager = eager;
    this.#options = { ...ADAM_DEFAULTS, ...options };
    this.#slots = [...variables].map(([name, variable]) => {
      if (!(variable instanceof ResourceVariable))
        throw new FailureError('Native Adam updates native variables only.', { field: name });
      const size = variable.shape.reduce((product, length) => product * length, 1);
      const zeros = (): ResourceVariable =>
        new ResourceVariable(eager, variable.shape, new Float32Array(size));
      return { name, variable, m: zeros(), v: zeros(), skipped: 0 };
    });
  }

  get steps(): number {
    return this.#steps;
  }

  update(gradients: ReadonlyMap<string, Tensor>, options: UpdateOptions): void {
    const { learningRate, gradientScale = 1, except } = options;
    const eager = this.#eager;
    const ready = this.#slots
      .filter(({ name }) => name !== except)
      .map((slot) => ({ slot, gradient: requireGradient(gradients, slot.name, slot.variable) }));
    this.#steps += 1;
    for (const slot of this.#slots) if (slot.name === except) slot.skipped += 1;
    // Variables that were never left out share their scalars.
    const made = new Map<number, readonly number[]>();
    const scalar = (value: number): number =>
      eager.binding.createTensor([], eager.binding.TF_FLOAT, Float32Array.of(value));
    const scalarsAfter = (step: number): readonly number[] => {
      const known = made.get(step);
      if (known) return known;
      const factors = adamFactors(this.#options, learningRate, step);
      const scalars = [
        ...[factors.beta1Power, factors.beta2Power, learningRate],
        ...[this.#options.beta1, this.#options.beta2, factors.epsilon],
      ].map(scalar);
      made.set(step, scalars);
      return scalars;
    };
    const scale = gradientScale === 1 ? null : scalar(gradientScale);
    const attributes = [eager.float, eager.bool('use_locking', false), eager.bool('use_nesterov', false)];
    try {
      for (const { slot, gradient } of ready)
        withScratch(eager, (scratch) => {
          const handle = eager.handle(gradient);
          const scaled = scale === null ? handle : scratch.one('Mul', [eager.float], [handle, scale]);
          const resources = [slot.variable.resource, slot.m.resource, slot.v.resource];
          const scalars = scalarsAfter(this.#steps - slot.skipped);
          eager.execute('ResourceApplyAdam', attributes, [...resources, ...scalars, scaled], 0);
        });
    } finally {
      for (const handle of [...made.values()].flat()) eager.release(handle);
      if (scale !== null) eager.release(scale);
    }
  }

  exportSlots(): NamedValues[] {
    return this.#slots.flatMap(({ name, variable: { shape }, m, v, skipped }) => [
      ...skippedSlot(name, skipped),
      { name: `m/${name}`, shape, values: m.values() },
      { name: `v/${name}`, shape, values: v.values() },
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
      m.assign(found[index]?.m as Float32Array);
      v.assign(found[index]?.v as Float32Array);
    });
    this.#steps = steps;
  }

  dispose(): void {
    for (const { m, v } of this.#slots) {
      m.dispose();
      v.dispose();
    }
  }
}
