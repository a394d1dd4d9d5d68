import { FailureError } from '../../errors/index.ts';

/** The four parts of speech that WordNet knows. */
export type WordNetPos = 'noun' | 'verb' | 'adj' | 'adv';

/** The database files of one part of speech, as text (they are ASCII). */
export interface WordNetFiles {
  /** `index.noun` … */
  readonly index: string;
  /** `data.noun` … */
  readonly data: string;
}

/** A set of words with one meaning. */
export interface Synset {
  /** Byte offset in the data file: its name. */
  readonly offset: number;
  /** As written in the database, spaces for underscores: `motion picture`, `Arthur`. */
  readonly words: readonly string[];
  /** Explanation and examples. */
  readonly gloss: string;
  readonly pointers: readonly Pointer[];
}

/** A relation: `!` antonym, `@` hypernym, … (wninput(5WN)). */
interface Pointer {
  readonly symbol: string;
  readonly offset: number;
  readonly pos: WordNetPos;
  /** Index of the word in this synset (from 0) and in the other, or null when the relation is between the meanings. */
  readonly from: number | null;
  readonly to: number | null;
}

const POS_OF: Readonly<Record<string, WordNetPos>> = { n: 'noun', v: 'verb', a: 'adj', s: 'adj', r: 'adv' };

/**
 * WordNet (Miller 1995; Fellbaum 1998) in memory: the index is parsed once, a synset when it is asked for. File formats:
 * wndb(5WN).
 */
export class WordNet {
  /** Lemma → where its line begins in the index file. */
  readonly #lines = new Map<WordNetPos, ReadonlyMap<string, number>>();
  readonly #files: Readonly<Record<WordNetPos, WordNetFiles>>;

  /** @throws FailureError when a file is not in WordNet's format */
  constructor(files: Readonly<Record<WordNetPos, WordNetFiles>>) {
    this.#files = files;
    for (const pos of ['noun', 'verb', 'adj', 'adv'] as const)
      this.#lines.set(pos, indexLines(files[pos].index, pos));
  }

  /** Number of entries of a part of speech, several-word ones included. */
  size(pos: WordNetPos): number {
    return this.#lines.get(pos)?.size ?? 0;
  }

  /** Whether there is such an entry; `lemma` in any case. */
  has(lemma: string, pos: WordNetPos): boolean {
    return this.#lines.get(pos)?.has(keyOf(lemma)) ?? false;
  }

  /** The meanings of a lemma, the most frequent first; none when WordNet does not have it. */
  synsets(lemma: string, pos: WordNetPos): Synset[] {
    const line = this.#lines.get(pos)?.get(keyOf(lemma));
    if (line === undefined) return [];
    return offsetsAt(this.#files[pos].index, line, pos).map((offset) => this.#synset(pos, offset));
  }

  /**
   * Other words for a lemma: those of its first `senses` meanings, in WordNet's order, each once.
   *
   * @param options.senses default: all
   */
  synonyms(lemma: string, pos: WordNetPos, options: { readonly senses?: number } = {}): string[] {
    const own = keyOf(lemma);
    const found = this.synsets(lemma, pos)
      .slice(0, options.senses)
      .flatMap(({ words }) => words)
      .filter((word) => keyOf(word) !== own);
    return [...new Set(found)];
  }

  /** The opposites that WordNet names for any meaning of the lemma. */
  antonyms(lemma: string, pos: WordNetPos): string[] {
    const own = keyOf(lemma);
    const found = this.synsets(lemma, pos).flatMap(({ words, pointers }) =>
      pointers.flatMap((pointer) => {
        if (pointer.symbol !== '!' || pointer.from === null || pointer.to === null) return [];
        if (keyOf(words[pointer.from] ?? '') !== own) return [];
        return [this.#synset(pointer.pos, pointer.offset).words[pointer.to] ?? ''];
      }),
    );
    return [...new Set(found)];
  }

  #synset(pos: WordNetPos, offset: number): Synset {
    const { data } = this.#files[pos];
    const end = data.indexOf('\n', offset);
    return parseSynset(data.slice(offset, end === -1 ? undefined : end), offset, pos);
  }
}

const keyOf = (lemma: string): string => lemma.toLowerCase().replaceAll(' ', '_');

/** Where each lemma's line begins; the lines of the licence begin with spaces. */
function indexLines(text: string, pos: WordNetPos): Map<string, number> {
  const lines = new Map<string, number>();
  let start = 0;
  while (start < text.length) {
    if (text.charCodeAt(start) !== 0x20) {
      const space = text.indexOf(' ', start);
      if (space === -1) throw notAnIndex(pos, text.slice(start, start + 60));
      lines.set(text.slice(start, space), start);
    }
    const newline = text.indexOf('\n', start);
    start = newline === -1 ? text.length : newline + 1;
  }
  if (lines.size === 0) throw notAnIndex(pos, text.slice(0, 60));
  return lines;
}

/** `lemma pos synset_cnt p_cnt [ptr_symbol…] sense_cnt tagsense_cnt synset_offset…` */
function offsetsAt(text: string, start: number, pos: WordNetPos): readonly number[] {
  const newline = text.indexOf('\n', start);
  const line = text.slice(start, newline === -1 ? undefined : newline).trimEnd();
  const fields = line.split(' ');
  const count = Number(fields[2]);
  const offsets = fields.slice(fields.length - count).map(Number);
  if (!(count > 0) || !offsets.every(Number.isSafeInteger)) throw notAnIndex(pos, line);
  return offsets;
}

function notAnIndex(pos: WordNetPos, value: string): FailureError {
  return new FailureError('This is not an index file of WordNet.', {
    field: `index.${pos}`,
    value,
    fix: 'Install the packages again: npm ci',
  });
}

/** `offset lex_filenum ss_type w_cnt (word lex_id)… p_cnt (symbol offset pos source/target)… [frames] | gloss`, counts of words in hexadecimal. */
function parseSynset(line: string, offset: number, pos: WordNetPos): Synset {
  const bar = line.indexOf('|');
  const fields = line.slice(0, bar === -1 ? undefined : bar).split(' ');
  if (Number(fields[0]) !== offset)
    throw new FailureError('The data file of WordNet does not fit its index.', {
      field: `data.${pos}`,
      value: line.slice(0, 40),
      fix: 'Install the packages again: npm ci',
    });
  const count = parseInt(fields[3] ?? '0', 16);
  const words: string[] = [];
  for (let i = 0; i < count; i++)
    // An adjective's place marker, `galore(ip)`, is not part of the word.
    words.push((fields[4 + 2 * i] ?? '').replace(/\((?:a|p|ip)\)$/, '').replaceAll('_', ' '));
  const at = 4 + 2 * count;
  const pointers: Pointer[] = [];
  for (let i = 0; i < Number(fields[at]); i++) {
    const [symbol = '', target = '', type = '', ends = ''] = fields.slice(at + 1 + 4 * i, at + 5 + 4 * i);
    const from = parseInt(ends.slice(0, 2), 16);
    const to = parseInt(ends.slice(2), 16);
    pointers.push({
      symbol,
      offset: Number(target),
      pos: POS_OF[type] ?? pos,
      from: from === 0 ? null : from - 1,
      to: to === 0 ? null : to - 1,
    });
  }
  return { offset, words, gloss: bar === -1 ? '' : line.slice(bar + 1).trim(), pointers };
}
