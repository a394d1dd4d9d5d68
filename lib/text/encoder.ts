import type { Chunk, Compiled } from './compile.ts';
import type { TextConfig } from './config.ts';
import { BOS, EOS, PAD, UNK, UNK_ID } from './special-tokens.ts';
import { headLength } from './truncate.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A text as a model sees it. */
export interface EncodedText {
  /** Token ids, 1 … maxLength of them; an empty text is one `<unk>`. */
  readonly ids: Int32Array;
  /** Tokens of the text before it was cut to maxLength. */
  readonly tokenCount: number;
  /** How many of `ids` are `<unk>`. */
  readonly unknown: number;
}

/** The way from a text to its ids: look up, cut, put the special tokens round it. */
export function encoder(
  { chunks, normalize, tokens }: Compiled,
  config: TextConfig,
  vocabulary: Vocabulary,
): (text: string) => EncodedText {
  const { bos, eos } = config;
  // A text that says <pad> or <eos> does not mean ours.
  const reserved = new Set([PAD, UNK, ...(bos ? [BOS] : []), ...(eos ? [EOS] : [])]);
  const idOf = (token: string): number => (reserved.has(token) ? UNK_ID : vocabulary.idOf(token));
  const before = bos ? [vocabulary.idOf(BOS)] : [];
  const after = eos ? [vocabulary.idOf(EOS)] : [];
  const maxLength = config.maxLength - before.length - after.length;
  const head = headLength({ maxLength, truncate: config.truncate });

  // All ids of one text; grows to the longest and is used again for the next.
  let row = new Int32Array(1024);
  let length = 0;
  const append = (ids: readonly number[]): void => {
    const size = ids.length;
    if (length + size > row.length) {
      const larger = new Int32Array(2 * (length + size));
      larger.set(row);
      row = larger;
    }
    const to = row;
    const from = length;
    for (let i = 0; i < size; i++) to[from + i] = ids[i] as number;
    length = from + size;
  };
  const appendChunk = (chunk: Chunk): void => append((chunk.ids ??= chunk.tokens.map(idOf)));

  return (text) => {
    length = 0;
    if (chunks) chunks.each(normalize(text), appendChunk);
    else append(tokens(text).map(idOf));
    const tokenCount = length;
    if (length === 0) append([UNK_ID]);
    const kept = Math.min(length, maxLength);
    const ids = new Int32Array(before.length + kept + after.length);
    ids.set(before);
    if (kept === length) ids.set(row.subarray(0, length), before.length);
    else {
      ids.set(row.subarray(0, head), before.length);
      ids.set(row.subarray(length - (kept - head), length), before.length + head);
    }
    ids.set(after, before.length + kept);
    let unknown = 0;
    for (let i = 0; i < ids.length; i++) if (ids[i] === UNK_ID) unknown++;
    return { ids, tokenCount, unknown };
  };
}
