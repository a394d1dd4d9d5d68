import type { Tensor } from '@tensorflow/tfjs';
import type { NamedValues, Optimizer, UpdateOptions } from '../optimizer.ts';
import { readSkipped, requireGradient, requireSlot, skippedSlot } from '../optimizer.ts';
import type { Variable } from '../variable.ts';
import { slotNames, weightDecayOf, type OptimizerConfig } from './config.ts';

/** One variable at one update. */
export interface VariableUpdate<V extends Variable> {
  readonly variable: V;
  /** The rule's memory in the order of its slot names. */
  readonly slots: readonly V[];
  readonly gradient: Tensor;
  /** Updates of this variable, this one included. */
  readonly step: number;
}

/** What all variables of an update have in common. */
export interface UpdateFactors {
  readonly learningRate: number;
  /** Multiplies the gradients (clipping); 1 leaves them as they are. */
  readonly gradientScale: number;
  /** Multiplies the weights first (decoupled weight decay); 1 leaves them as they are. */
  readonly kept: number;
}

/** An optimizer's arithmetic: changes variables and slots in place. */
export type ApplyUpdates<V extends Variable> = (
  updates: readonly VariableUpdate<V>[],
  factors: UpdateFactors,
) => void;

interface Entry<V extends Variable> {
  readonly name: string;
  readonly variable: V;
  readonly slots: readonly V[];
  /** Updates that left it out. */
  skipped: number;
}

/** An optimizer over variables of one implementation: keeps the books, and leaves the arithmetic to its parts. */
export class VariableOptimizer<V extends Variable> implements Optimizer {
  readonly slotNames: readonly string[];
  readonly #apply: ApplyUpdates<V>;
  readonly #weightDecay: number;
  readonly #entries: readonly Entry<V>[];
  #steps = 0;

  /**
   * @param parts.zeros a slot for a variable, all 0
   * @param parts.apply the arithmetic of `config`
   */
  constructor(
    variables: ReadonlyMap<string, V>,
    config: OptimizerConfig,
    parts: { readonly zeros: (shape: readonly number[]) => V; readonly apply: ApplyUpdates<V> },
  ) {
    this.slotNames = slotNames(config);
    this.#apply = parts.apply;
    this.#weightDecay = weightDecayOf(config);
    this.#entries = [...variables].map(([name, variable]) => {
      const slots = this.slotNames.map(() => parts.zeros(variable.shape));
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
    const updates = ready.map(({ entry: { variable, slots, skipped }, gradient }) => ({
      ...{ variable, slots, gradient },
      step: this.#steps - skipped,
    }));
    this.#apply(updates, { learningRate, gradientScale, kept: 1 - learningRate * this.#weightDecay });
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
