/**
 * Numbers pairs of word ids in the order they are first added. Open addressing over typed arrays: a review corpus has
 * millions of different bigrams, and a Map of strings would take ten times the memory.
 */
export class PairTable {
  #slots = new Int32Array(1024).fill(-1);
  #left = new Int32Array(512);
  #right = new Int32Array(512);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The pair with this number. */
  pair(number: number): readonly [left: number, right: number] {
    return [this.#left[number] ?? -1, this.#right[number] ?? -1];
  }

  /** Number of the pair, or -1 when it was never added. */
  find(left: number, right: number): number {
    return this.#slots[this.#slotOf(left, right)] ?? -1;
  }

  /** Number of the pair, a new one when it is seen for the first time. */
  add(left: number, right: number): number {
    const slot = this.#slotOf(left, right);
    const known = this.#slots[slot] ?? -1;
    if (known >= 0) return known;
    if (this.#size === this.#left.length) {
      this.#grow();
      return this.add(left, right);
    }
    this.#left[this.#size] = left;
    this.#right[this.#size] = right;
    this.#slots[slot] = this.#size;
    return this.#size++;
  }

  /** The slot that holds the pair, or the free one where it belongs. */
  #slotOf(left: number, right: number): number {
    const mask = this.#slots.length - 1;
    let hash = Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
    for (let slot = (hash ^ (hash >>> 13)) & mask; ; slot = (slot + 1) & mask) {
      const number = this.#slots[slot] ?? -1;
      if (number < 0 || (this.#left[number] === left && this.#right[number] === right)) return slot;
    }
  }

  /** Twice the room; at most half of the slots are ever taken, so that a search stays short. */
  #grow(): void {
    const [left, right] = [this.#left, this.#right];
    this.#left = new Int32Array(left.length * 2);
    this.#right = new Int32Array(right.length * 2);
    this.#left.set(left);
    this.#right.set(right);
    this.#slots = new Int32Array(this.#slots.length * 2).fill(-1);
    for (let i = 0; i < this.#size; i++) this.#slots[this.#slotOf(left[i] ?? -1, right[i] ?? -1)] = i;
  }
}
