/** Most distinct chunks that are remembered before the memory starts afresh: some 40 MB. */
const MOST = 1 << 18;

/** 1 for the UTF-16 units that `\s` matches; all of them lie in the basic plane. */
const SPACE = Uint8Array.from({ length: 0x10000 }, (_, unit) =>
  unit > 0x20 && unit < 0xa0 ? 0 : Number(/\s/.test(String.fromCharCode(unit))),
);

/**
 * A function of a stretch of text without white space ("chunk"), with a memory: nearly all chunks of a corpus have been
 * seen before. Chunks are looked up by their characters in a hash table of our own, because cutting a string out of the
 * text and asking a Map for it takes three times as long. Only a new chunk becomes a string.
 */
export class ChunkMemory<T> {
  readonly #make: (chunk: string) => T;
  readonly #most: number;
  /** Entries by hash, open addressing; -1 is a free place. */
  #slots = new Int32Array(1 << 10).fill(-1);
  #hashes = new Int32Array(1 << 9);
  /** Entry `e` has the characters `#pool[#offsets[e], #offsets[e + 1])`. */
  #offsets = new Int32Array((1 << 9) + 1);
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

  /** Calls `visit` with the value of every chunk of the text, in order, and where the chunk starts. */
  each(text: string, visit: (value: T, start: number) => void): void {
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
      const entry = this.#find(units, start, at, hash);
      visit(
        entry >= 0 ? (this.#values[entry] as T) : this.#add(text.slice(start, at), units, start, at, hash),
        start,
      );
    }
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
    const hashes = this.#hashes;
    const offsets = this.#offsets;
    const pool = this.#pool;
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = slots[slot] as number;
      if (entry < 0) return -1;
      if (hashes[entry] !== hash) continue;
      const from = offsets[entry] as number;
      if ((offsets[entry + 1] as number) - from !== end - start) continue;
      let i = start;
      while (i < end && pool[from + i - start] === units[i]) i++;
      if (i === end) return entry;
    }
  }

  #add(chunk: string, units: Uint16Array, start: number, end: number, hash: number): T {
    // Before anything is touched: it may fail, or ask for another chunk.
    const value = this.#make(chunk);
    if (this.#values.length >= this.#most) this.#clear();
    if (this.#values.length >= this.#hashes.length) this.#grow();
    const entry = this.#values.length;
    const from = this.#offsets[entry] as number;
    const to = from + end - start;
    if (to > this.#pool.length) {
      const larger = new Uint16Array(2 * to);
      larger.set(this.#pool);
      this.#pool = larger;
    }
    this.#pool.set(units.subarray(start, end), from);
    this.#offsets[entry + 1] = to;
    this.#hashes[entry] = hash;
    this.#values.push(value);
    this.#place(entry, hash);
    return value;
  }

  #place(entry: number, hash: number): void {
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    while ((this.#slots[slot] as number) >= 0) slot = (slot + 1) & mask;
    this.#slots[slot] = entry;
  }

  /** Twice as many places; the table is never more than half full. */
  #grow(): void {
    const hashes = new Int32Array(2 * this.#hashes.length);
    hashes.set(this.#hashes);
    const offsets = new Int32Array(hashes.length + 1);
    offsets.set(this.#offsets);
    this.#hashes = hashes;
    this.#offsets = offsets;
    this.#slots = new Int32Array(2 * hashes.length).fill(-1);
    for (let entry = 0; entry < this.#values.length; entry++) this.#place(entry, hashes[entry] as number);
  }

  #clear(): void {
    this.#slots.fill(-1);
    this.#values = [];
  }
}
