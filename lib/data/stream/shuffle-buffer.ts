import type { Rng } from '../../random/index.ts';

/**
 * A bounded store that gives back at random what was put in: a stream larger than memory passes through it in an order
 * that is random over as many items as it holds.
 */
export class ShuffleBuffer<T> {
  readonly #items: T[] = [];
  readonly #rng: Rng;

  constructor(rng: Rng) {
    this.#rng = rng;
  }

  get size(): number {
    return this.#items.length;
  }

  add(item: T): void {
    this.#items.push(item);
  }

  /** Takes so many items out, each with the same chance; all of them when there are no more. */
  draw(count: number): T[] {
    const items = this.#items;
    const rest = Math.max(0, items.length - count);
    for (let i = items.length - 1; i >= rest; i--) {
      const j = this.#rng.int(0, i);
      [items[i], items[j]] = [items[j] as T, items[i] as T];
    }
    return items.splice(rest);
  }
}
