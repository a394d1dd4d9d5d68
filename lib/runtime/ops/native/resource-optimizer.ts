import type { Tensor } from '@tensorflow/tfjs';
import { FailureError } from '../../../errors/index.ts';
import type { NamedValues, Optimizer, UpdateOptions } from '../optimizer.ts';
import { readSkipped, requireGradient, requireSlot, skippedSlot } from '../optimizer.ts';
import { slotNames, weightDecayOf, type OptimizerConfig } from '../optimizers/config.ts';
import type { Variable } from '../variable.ts';
import type { EagerOps } from './eager.ts';
import { ResourceVariable } from './resource-variable.ts';
import { adamRule } from './rules/adam.ts';
import { lionRule } from './rules/lion.ts';
import { rmspropRule } from './rules/rmsprop.ts';
import type { ResourceRule } from './rules/rule.ts';
import { sgdRule } from './rules/sgd.ts';
import { withScratch } from './scratch.ts';

interface Entry {
  readonly name: string;
  readonly variable: ResourceVariable;
  readonly slots: readonly ResourceVariable[];
  /** Updates that left it out. */
  skipped: number;
}

/** Any optimizer over native variables, in native operations. */
export class ResourceOptimizer implements Optimizer {
  readonly slotNames: readonly string[];
  readonly #eager: EagerOps;
  readonly #rule: ResourceRule;
  readonly #weightDecay: number;
  readonly #entries: readonly Entry[];
  #steps = 0;

  constructor(eager: EagerOps, variables: ReadonlyMap<string, Variable>, config: OptimizerConfig) {
    this.slotNames = slotNames(config);
    this.#eager = eager;
    this.#rule = ruleOf(config);
    this.#weightDecay = weightDecayOf(config);
    this.#entries = [...variables].map(([name, variable]) => {
      if (!(variable instanceof ResourceVariable))
        throw new FailureError('A native optimizer updates native variables only.', { field: name });
      const size = variable.shape.reduce((product, length) => product * length, 1);
      const slots = this.slotNames.map(
        () => new ResourceVariable(eager, variable.shape, new Float32Array(size)),
      );
      return { name, variable, slots, skipped: 0 };
    });
  }

  get steps(): number {
    return this.#steps;
  }

  update(gradients: ReadonlyMap<string, Tensor>, options: UpdateOptions): void {
    const { learningRate, gradientScale = 1, except } = options;
    const eager = this.#eager;
    const ready = this.#entries
      .filter(({ name }) => name !== except)
      .map((entry) => ({ entry, gradient: requireGradient(gradients, entry.name, entry.variable) }));
    this.#steps += 1;
    for (const entry of this.#entries) if (entry.name === except) entry.skipped += 1;
    const scalars = new Map<number, number>(); // shared by all variables
    const scalar = (value: number): number => {
      let handle = scalars.get(value);
      if (handle === undefined) {
        handle = eager.binding.createTensor([], eager.binding.TF_FLOAT, Float32Array.of(value));
        scalars.set(value, handle);
      }
      return handle;
    };
    const kept = 1 - learningRate * this.#weightDecay;
    try {
      for (const { entry, gradient } of ready) {
        const { variable, slots, skipped } = entry;
        // Freed before the rule runs: it could not work in place on a value that is still held.
        if (kept !== 1)
          withScratch(eager, (scratch) =>
            variable.put(scratch.one('Mul', [eager.float], [variable.take(scratch), scalar(kept)])),
          );
        withScratch(eager, (scratch) => {
          const handle = eager.handle(gradient);
          const scaled =
            gradientScale === 1 ? handle : scratch.one('Mul', [eager.float], [handle, scalar(gradientScale)]);
          const step = this.#steps - skipped;
          this.#rule({ eager, scratch, variable, slots, gradient: scaled, learningRate, step, scalar });
        });
      }
    } finally {
      for (const handle of scalars.values()) eager.release(handle);
    }
  }

  exportSlots(): NamedValues[] {
    return this.#entries.flatMap(({ name, variable: { shape }, slots, skipped }) => [
      ...skippedSlot(name, skipped),
      ...slots.map((slot, k) => ({ name: `${this.slotNames[k]}/${name}`, shape, values: slot.values() })),
    ]);
  }

  importSlots(slots: readonly NamedValues[], steps: number): void {
    const found = this.#entries.map(({ name, variable: { shape } }) =>
      this.slotNames.map((slot) => requireSlot(slots, `${slot}/${name}`, shape)),
    );
    this.#entries.forEach((entry, index) => {
      entry.skipped = readSkipped(slots, entry.name);
      entry.slots.forEach((slot, k) => slot.assign(found[index]?.[k] as Float32Array));
    });
    this.#steps = steps;
  }

  dispose(): void {
    for (const { slots } of this.#entries) for (const slot of slots) slot.dispose();
  }
}

function ruleOf(config: OptimizerConfig): ResourceRule {
  switch (config.kind) {
    case 'adam':
    case 'adamw':
      return adamRule(config);
    case 'sgd':
      return sgdRule(config);
    case 'rmsprop':
      return rmspropRule(config);
    case 'lion':
      return lionRule(config);
  }
}
