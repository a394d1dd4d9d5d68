import type { Tensor } from '@tensorflow/tfjs';
import { FailureError } from '../../../errors/index.ts';
import type { NamedValues, Optimizer, UpdateOptions } from '../optimizer.ts';
import { readSkipped, requireGradient, requireSlot, skippedSlot } from '../optimizer.ts';
import { slotNames, weightDecayOf, type OptimizerConfig } from '../optimizers/config.ts';
import type { Variable } from '../variable.ts';
import { ArrayVariable } from './array-variable.ts';
import { adamRule } from './rules/adam.ts';
import { lionRule } from './rules/lion.ts';
import { rmspropRule } from './rules/rmsprop.ts';
import type { ArrayRule } from './rules/rule.ts';
import { sgdRule } from './rules/sgd.ts';

interface Entry {
  readonly name: string;
  readonly variable: ArrayVariable;
  readonly slots: readonly Float32Array[];
  /** Updates that left it out. */
  skipped: number;
}

/** Any optimizer over variables in typed arrays. */
export class ArrayOptimizer implements Optimizer {
  readonly slotNames: readonly string[];
  readonly #rule: ArrayRule;
  readonly #weightDecay: number;
  readonly #entries: readonly Entry[];
  #steps = 0;

  constructor(variables: ReadonlyMap<string, Variable>, config: OptimizerConfig) {
    this.slotNames = slotNames(config);
    this.#rule = ruleOf(config);
    this.#weightDecay = weightDecayOf(config);
    this.#entries = [...variables].map(([name, variable]) => {
      if (!(variable instanceof ArrayVariable))
        throw new FailureError('A portable optimizer updates portable variables only.', { field: name });
      const slots = this.slotNames.map(() => new Float32Array(variable.array.length));
      return { name, variable, slots, skipped: 0 };
    });
  }

  get steps(): number {
    return this.#steps;
  }

  update(gradients: ReadonlyMap<string, Tensor>, options: UpdateOptions): void {
    const { learningRate, gradientScale = 1, except } = options;
    const ready = this.#entries
      .filter(({ name }) => name !== except)
      .map((entry) => ({ entry, gradient: requireGradient(gradients, entry.name, entry.variable) }));
    this.#steps += 1;
    for (const entry of this.#entries) if (entry.name === except) entry.skipped += 1;
    const kept = 1 - learningRate * this.#weightDecay;
    for (const { entry, gradient } of ready) {
      const { variable, slots, skipped } = entry;
      const weights = variable.array;
      if (kept !== 1) weights.forEach((value, i) => (weights[i] = value * kept));
      this.#rule({
        weights,
        slots,
        gradient: gradient.dataSync<'float32'>(),
        scale: gradientScale,
        learningRate,
        step: this.#steps - skipped,
      });
    }
  }

  exportSlots(): NamedValues[] {
    return this.#entries.flatMap(({ name, variable: { shape }, slots, skipped }) => [
      ...skippedSlot(name, skipped),
      ...slots.map((values, k) => ({ name: `${this.slotNames[k]}/${name}`, shape, values: values.slice() })),
    ]);
  }

  importSlots(slots: readonly NamedValues[], steps: number): void {
    const found = this.#entries.map(({ name, variable: { shape } }) =>
      this.slotNames.map((slot) => requireSlot(slots, `${slot}/${name}`, shape)),
    );
    this.#entries.forEach((entry, index) => {
      entry.skipped = readSkipped(slots, entry.name);
      entry.slots.forEach((slot, k) => slot.set(found[index]?.[k] as Float32Array));
    });
    this.#steps = steps;
  }

  dispose(): void {
    // The garbage collector's.
  }
}

function ruleOf(config: OptimizerConfig): ArrayRule {
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
