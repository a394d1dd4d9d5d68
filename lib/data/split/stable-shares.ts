import { duplicatesConfigSchema } from '../duplicates/config.ts';
import { NearIndex } from '../duplicates/near-index.ts';
import { foldText } from '../fold-text.ts';
import type { Example } from '../types.ts';
import type { PartNumber } from './parts.ts';
import { textHash } from './text-hash.ts';
import type { Ties } from './units.ts';

/** What decides the parts. */
export interface StableOptions extends Ties {
  readonly validation: number;
  readonly test: number;
  readonly seed: number;
}

/**
 * Gives each example a part by the hash of its text alone: below `test` the test part, below `test + validation` the
 * validation part. So examples that come later, or that are put in another order, move nothing.
 *
 * Two things make a text depend on those before it, never on those behind it:
 * - A text that belongs to one seen before (equal, near duplicate, same group) goes where that went. One that belongs to
 *   texts of two different parts goes into none: anything else would leak or move what has its place.
 * - Chance alone leaves a share of .1 of 5,000 texts more than one point off once in 55 times. Where a class drifts away
 *   from its share by more than ten texts and half a point, its thresholds move until it is back.
 */
export function stableShares(examples: readonly Example[], options: StableOptions): PartNumber[] {
  const kin = new Kin(options);
  const counters = [new Counter(options), new Counter(options)] as const;
  return examples.map((example) => {
    const { text, label, group } = example;
    const { parts, remember } = kin.of(example);
    // A group falls by its name, so that its first review may go without moving the others.
    const key = options.groups && group !== undefined ? `group ${group}` : text;
    const [only = counters[label].choose(textHash(options.seed, key))] = parts;
    const part = parts.size > 1 ? -1 : only;
    counters[label].count(part);
    remember(part);
    return part;
  });
}

/** Which parts the relatives of an example are in. */
class Kin {
  readonly #byText = new Map<string, PartNumber>();
  readonly #byGroup = new Map<string, PartNumber>();
  readonly #index: NearIndex | null;
  /** The part of each text in the index. */
  readonly #indexed: PartNumber[] = [];
  readonly #groups: boolean;

  constructor({ groups, duplicates }: Ties) {
    this.#groups = groups;
    this.#index = duplicates === 'near' ? new NearIndex(duplicatesConfigSchema.parse({})) : null;
  }

  of({ text, group: name }: Example): {
    /** Parts that its relatives are in; none when it has no relative yet. */
    readonly parts: ReadonlySet<PartNumber>;
    /** Must be told where it went. */
    readonly remember: (part: PartNumber) => void;
  } {
    const folded = foldText(text);
    const group = this.#groups ? name : undefined;
    const same = this.#byText.get(folded);
    const neighbour = group === undefined ? undefined : this.#byGroup.get(group);
    const parts = new Set([same, neighbour].filter((part): part is PartNumber => part !== undefined));
    const index = this.#index;
    const sketch = index?.sketch(text);
    if (index && sketch)
      for (const { number } of index.near(sketch, (other) => parts.has(this.#indexed[other] ?? -1)))
        parts.add(this.#indexed[number] ?? -1);
    const remember = (part: PartNumber): void => {
      if (part === -1) return; // what is in no part can leak nowhere
      if (group !== undefined && neighbour === undefined) this.#byGroup.set(group, part);
      if (same !== undefined) return;
      this.#byText.set(folded, part);
      if (index && sketch) {
        index.add(sketch);
        this.#indexed.push(part);
      }
    };
    return { parts, remember };
  }
}

/** Counts the parts of one class and keeps their shares. */
class Counter {
  readonly #shares: readonly { readonly part: 1 | 2; readonly share: number }[];
  readonly #taken = new Map<PartNumber, number>();
  #total = 0;

  constructor({ validation, test }: StableOptions) {
    this.#shares = [
      { part: 2, share: test },
      { part: 1, share: validation },
    ];
  }

  choose(hash: number): PartNumber {
    let low = 0;
    for (const { part, share } of this.#shares) {
      const excess = (this.#taken.get(part) ?? 0) - share * this.#total;
      const allowed = Math.max(10, 0.005 * this.#total);
      // Too many: none for now. Too few: half as much again.
      const width = excess > allowed ? 0 : excess < -allowed ? 1.5 * share : share;
      if (hash >= low && hash < low + width) return part;
      low += share;
    }
    return 0;
  }

  count(part: PartNumber): void {
    this.#total++;
    this.#taken.set(part, (this.#taken.get(part) ?? 0) + 1);
  }
}
