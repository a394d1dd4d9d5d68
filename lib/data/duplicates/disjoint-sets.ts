/** Sets that grow together (union-find): which of `count` things are joined, directly or by way of others. */
export class DisjointSets {
  readonly #parent: Int32Array;

  constructor(count: number) {
    this.#parent = Int32Array.from({ length: count }, (_, i) => i);
  }

  /** The smallest member of the set that `i` is in. */
  find(i: number): number {
    let root = i;
    while (this.#parent[root] !== root) root = this.#parent[root] as number;
    for (let j = i; j !== root;) {
      const next = this.#parent[j] as number;
      this.#parent[j] = root;
      j = next;
    }
    return root;
  }

  join(a: number, b: number): void {
    const first = this.find(a);
    const second = this.find(b);
    this.#parent[Math.max(first, second)] = Math.min(first, second);
  }

  /** Sets of at least `smallest` members; members and sets in ascending order. */
  groups(smallest = 1): number[][] {
    const groups = new Map<number, number[]>();
    for (let i = 0; i < this.#parent.length; i++) {
      const root = this.find(i);
      const group = groups.get(root);
      if (group) group.push(i);
      else groups.set(root, [i]);
    }
    return [...groups.values()].filter(({ length }) => length >= smallest);
  }
}
