/** One change of a text: `length` characters stand where `[start, end)` of the text before stood. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly length: number;
}

/**
 * A text on its way through the text steps. A step changes it by `replace` or `edit`; whether the draft remembers where
 * every character came from is none of the step's business, so the quick way and the one with offsets can not differ.
 */
export interface Draft {
  /** The text as it stands now. */
  readonly text: string;
  /**
   * Replaces all matches (the pattern has the flag `g`). Every character of the replacement is said to come from the
   * whole match; match as little as possible. `by` sees the match alone: context belongs into lookarounds.
   */
  replace(pattern: RegExp, by: string | ((match: string) => string)): void;
  /**
   * Sets a text that was made by other means. `edits` says what changed, in rising order and without overlap, offsets
   * in the text before; it is called only when offsets are wanted. What no edit covers is unchanged.
   */
  edit(after: string, edits: () => Iterable<Edit>): void;
}

/** A draft that keeps no offsets: nothing but the string. */
export class PlainDraft implements Draft {
  text: string;

  constructor(text: string) {
    this.text = text;
  }

  replace(pattern: RegExp, by: string | ((match: string) => string)): void {
    // A function, for "$&" in a replacement means itself.
    this.text = this.text.replace(pattern, typeof by === 'string' ? () => by : (match: string) => by(match));
  }

  edit(after: string): void {
    this.text = after;
  }
}

/** A draft that knows of every character which part of the original text it stands for. */
export class TracedDraft implements Draft {
  text: string;
  /** `text[i]` stands for `original[#starts[i], #ends[i])`. */
  #starts: Int32Array;
  #ends: Int32Array;

  constructor(original: string) {
    this.text = original;
    this.#starts = Int32Array.from({ length: original.length }, (_, i) => i);
    this.#ends = this.#starts.map((i) => i + 1);
  }

  replace(pattern: RegExp, by: string | ((match: string) => string)): void {
    const edits: Edit[] = [];
    const after = this.text.replace(pattern, (match: string, ...rest: unknown[]) => {
      const start = rest.find((argument) => typeof argument === 'number') as number;
      const replacement = typeof by === 'string' ? by : by(match);
      if (replacement !== match) edits.push({ start, end: start + match.length, length: replacement.length });
      return replacement;
    });
    this.edit(after, () => edits);
  }

  edit(after: string, edits: () => Iterable<Edit>): void {
    const starts = new Int32Array(after.length);
    const ends = new Int32Array(after.length);
    let read = 0;
    let write = 0;
    const keepUntil = (position: number): void => {
      starts.set(this.#starts.subarray(read, position), write);
      ends.set(this.#ends.subarray(read, position), write);
      write += position - read;
      read = position;
    };
    for (const { start, end, length } of edits()) {
      keepUntil(start);
      const from = this.#startAt(start);
      // What is inserted stands for what lies between its neighbours, mostly nothing.
      const to = Math.max(from, this.#ends[end - 1] ?? from);
      starts.fill(from, write, write + length);
      ends.fill(to, write, write + length);
      write += length;
      read = end;
    }
    keepUntil(this.text.length);
    this.text = after;
    this.#starts = starts;
    this.#ends = ends;
  }

  /** The original range that the stretch `[start, end)` of the present text stands for. */
  range(start: number, end: number): { readonly start: number; readonly end: number } {
    const from = this.#startAt(start);
    return { start: from, end: end <= start ? from : Math.max(from, this.#ends[end - 1] ?? from) };
  }

  #startAt(position: number): number {
    return this.#starts[position] ?? this.#ends[position - 1] ?? 0; // the latter: at the end
  }
}
