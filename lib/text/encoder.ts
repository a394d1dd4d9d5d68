import type { ChunkMemory } from './chunk-memory.ts';
import type { Compiled } from './compile.ts';
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
  const idsOf = chunks ? idsByChunk(chunks, normalize, idOf) : idsByToken(tokens, idOf);

  return (text) => {
    const all = idsOf(text);
    const row = all.length === 0 ? Int32Array.of(UNK_ID) : all;
    const kept = Math.min(row.length, maxLength);
    const ids = new Int32Array(before.length + kept + after.length);
    ids.set(before);
    if (kept === row.length) ids.set(row, before.length);
    else {
      ids.set(row.subarray(0, head), before.length);
      ids.set(row.subarray(row.length - (kept - head)), before.length + head);
    }
    ids.set(after, before.length + kept);
    let unknown = 0;
    for (let i = 0; i < ids.length; i++) if (ids[i] === UNK_ID) unknown++;
    return { ids, tokenCount: all.length, unknown };
  };
}

function idsByToken(
  tokens: Compiled['tokens'],
  idOf: (token: string) => number,
): (text: string) => Int32Array {
  return (text) => Int32Array.from(tokens(text), idOf);
}

/** What stands for a chunk whose ids have not been looked up. */
const NEW = -0x80000000;

/**
 * All ids of a text, good until the next text. What is known of a chunk is one number in one array: its id when it is one
 * token, else −1 − the place of its list of ids.
 */
function idsByChunk(
  chunks: ChunkMemory<readonly string[]>,
  normalize: Compiled['normalize'],
  idOf: (token: string) => number,
): (text: string) => Int32Array {
  let known: Int32Array = new Int32Array(1 << 10).fill(NEW);
  let lists: (readonly number[])[] = [];
  let row: Int32Array = new Int32Array(1 << 10);
  let length = 0;

  const lookUp = (chunk: number): number => {
    if (chunk >= known.length) known = longer(known, 2 * chunk, NEW);
    const tokens = chunks.value(chunk);
    const [only] = tokens;
    if (tokens.length === 1 && only !== undefined) return (known[chunk] = idOf(only));
    return (known[chunk] = -lists.push(tokens.map(idOf)));
  };
  chunks.beforeForgetting(() => {
    known.fill(NEW);
    lists = [];
  });
  const append = (chunk: number): void => {
    let code = known[chunk] ?? NEW;
    if (code === NEW) code = lookUp(chunk);
    if (code >= 0) {
      if (length === row.length) row = longer(row, 2 * length);
      row[length++] = code;
      return;
    }
    const list = lists[-1 - code] as readonly number[];
    if (length + list.length > row.length) row = longer(row, 2 * (length + list.length));
    for (let i = 0; i < list.length; i++) row[length++] = list[i] as number;
  };

  return (text) => {
    length = 0;
    chunks.each(normalize(text), append);
    return row.subarray(0, length);
  };
}

function longer(values: Int32Array, length: number, fill = 0): Int32Array {
  const larger = new Int32Array(length).fill(fill);
  larger.set(values);
  return larger;
}
