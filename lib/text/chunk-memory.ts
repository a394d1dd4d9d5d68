/** Most distinct chunks that are remembered before the memory starts afresh: some 40 MB. */
const MOST = 1 << 18;

/** 1 for the UTF-16 units that `\s` matches; all of them lie in the basic plane. */
const SPACE = Uint8Array.from({ length: 0x10000 }, (_, unit) =>
  unit > 0x20 && unit < 0xa0 ? 0 : Number(/\s/.test(String.fromCharCode(unit))),
);

/**
 * A function of a stretch of text without white space ("chunk"), with a memory: nearly all chunks of a corpus have been
 * seen before. Chunks are looked up by their characters in a hash table of our own, because cutting a string out of the
 * text and asking a Map for it takes three times as long; only a new chunk becomes a string. A chunk is known by a small
 * number, under which others can keep what they know of it in arrays of their own: going there for every word of a
 * corpus, and not to an object each, is what keeps encoding quick.
 */
export class ChunkMemory<T> {
  readonly #make: (chunk: string) => T;
  readonly #most: number;
  readonly #listeners = new Set<() => void>();
  /** Entries by hash, open addressing; -1 is a free place. */
  #slots = new Int32Array(1 << 10).fill(-1);
  /** Two numbers per entry, side by side because they are read together: its hash, and where it begins in the pool. */
  #entries = new Int32Array(2 * (1 << 9) + 2);
  /** The characters of all entries, one after the other. */
  #pool = new Uint16Array(1 << 12);
  #units = new Uint16Array(1 << 10);
  #values: T[] = [];

  /**
   * @param make must depend on its argument alone
   * @param most chunks remembered at a time
   */
  constructor(make: (chunk: string) => T, most: number = MOST) {
    this.#make = make;
    this.#most = most;
  }

  /** Calls `visit` with the number of every chunk of the text, in order, and where the chunk starts. */
  each(text: string, visit: (chunk: number, start: number) => void): void {
    const { length } = text;
    const units = this.#load(text);
    let at = 0;
    for (;;) {
      while (at < length && SPACE[units[at] as number] === 1) at++;
      if (at >= length) return;
      const start = at;
      let hash = 0;
      do hash = Math.imul(hash ^ (units[at++] as number), 0x01000193);
      while (at < length && SPACE[units[at] as number] === 0);
      hash ^= hash >>> 15;
      const found = this.#find(units, start, at, hash);
      visit(found >= 0 ? found : this.#add(text.slice(start, at), units, start, at, hash), start);
    }
  }

  /** What was made of a chunk. Numbers are good until the memory starts afresh. */
  value(chunk: number): T {
    return this.#values[chunk] as T;
  }

  /** How many chunks have a number: 0 … size − 1. */
  get size(): number {
    return this.#values.length;
  }

  /**
   * Calls `listener` whenever all chunks are about to be forgotten and their numbers given anew.
   *
   * @returns ends that
   */
  beforeForgetting(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The text's UTF-16 units in an array, which is several times quicker to go over than the string. */
  #load(text: string): Uint16Array {
    const { length } = text;
    if (this.#units.length < length) this.#units = new Uint16Array(2 * length);
    const units = this.#units;
    for (let i = 0; i < length; i++) units[i] = text.charCodeAt(i);
    return units;
  }

  #find(units: Uint16Array, start: number, end: number, hash: number): number {
    const slots = this.#slots;
    const entries = this.#entries;
    const pool = this.#pool;
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = slots[slot] as number;
      if (entry < 0) return -1;
      if (entries[2 * entry] !== hash) continue;
      let from = entries[2 * entry + 1] as number;
      if ((entries[2 * entry + 3] as number) - from !== end - start) continue;
      let i = start;
      while (i < end && pool[from] === units[i]) {
        from++;
        i++;
      }
      if (i === end) return entry;
    }
  }

  #add(chunk: string, units: Uint16Array, start: number, end: number, hash: number): number {
    // Before anything is touched: it may fail.
    const value = this.#make(chunk);
    if (this.#values.length >= this.#most) this.#forget();
    if (2 * this.#values.length >= this.#entries.length - 2) this.#grow();
    const entry = this.#values.length;
    const from = this.#entries[2 * entry + 1] as number;
    const to = from + end - start;
    if (to > this.#pool.length) {
      const larger = new Uint16Array(2 * to);
      larger.set(this.#pool);
      this.#pool = larger;
    }
    this.#pool.set(units.subarray(start, end), from);
    this.#entries[2 * entry] = hash;
    this.#entries[2 * entry + 3] = to;
    this.#values.push(value);
    this.#place(entry, hash);
    return entry;
  }

  #place(entry: number, hash: number): void {
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    while ((this.#slots[slot] as number) >= 0) slot = (slot + 1) & mask;
    this.#slots[slot] = entry;
  }

  /** Twice as many places; the table is never more than half full. */
  #grow(): void {
    const places = this.#entries.length - 2; // twice as many as entries
    const entries = new Int32Array(2 * places + 2);
    entries.set(this.#entries);
    this.#entries = entries;
    this.#slots = new Int32Array(2 * places).fill(-1);
    for (let entry = 0; entry < this.#values.length; entry++)
      this.#place(entry, entries[2 * entry] as number);
  }

  #forget(): void {
    for (const listener of this.#listeners) listener();
    this.#slots.fill(-1);
    this.#values = [];
  }
}
