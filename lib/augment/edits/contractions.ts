import type { Edit } from '../rewrite.ts';
import { likeCase } from '../words.ts';

/** Contraction → what it stands for, where that is the same in every sentence. */
export const EXPANSIONS: ReadonlyMap<string, string> = new Map([
  ...['are', 'could', 'did', 'does', 'do', 'had', 'has', 'have', 'is', 'might', 'must', 'need', 'should']
    .concat(['was', 'were', 'would'])
    .map((verb): [string, string] => [`${verb}n't`, `${verb} not`]),
  ["can't", 'cannot'],
  ["won't", 'will not'],
  ["i'm", 'i am'],
  ...['you', 'we', 'they'].map((who): [string, string] => [`${who}'re`, `${who} are`]),
  ...['i', 'you', 'we', 'they', 'could', 'should', 'would', 'might'].map((who): [string, string] => [
    `${who}'ve`,
    `${who} have`,
  ]),
  ...['i', 'you', 'he', 'she', 'it', 'we', 'they', 'that', 'there'].map((who): [string, string] => [
    `${who}'ll`,
    `${who} will`,
  ]),
]);

/** After these `'s` is "is" (or "has" before a participle), never a possessive. `'d` is left alone: would or had. */
const BEFORE_IS = new Set(['it', 'he', 'she', 'that', 'there', 'here', 'what', 'where', 'who', 'how']);
/** `'s` before these is "has"; after other participles it is more often "is": "it's made of". */
const AFTER_HAS = /^\s+(?:been|got|become|had)(?!\p{L})/iu;
/** "have" before these is an auxiliary. */
const AFTER_HAVE = /^\s+(?:been|got|become|had|gone|done|made|taken|seen|always|never|ever)(?!\p{L})/iu;

/** Corpora write `do n't` and `it 's` as well as `don't` and `it's`. */
const CONTRACTION =
  /(?<![\p{L}\p{N}'\u2019])(\p{L}+?) ?(n['\u2019]t|['\u2019](?:m|re|ve|ll|s))(?![\p{L}\p{N}])/giu;

/** Every contraction that can be written out, each as a change of its own: `don't` → `do not`, `it's` → `it is`. */
export function expansions(text: string): Edit[] {
  const edits: Edit[] = [];
  for (const match of text.matchAll(CONTRACTION)) {
    const [whole, word = '', clitic = ''] = match;
    const start = match.index ?? 0;
    const end = start + whole.length;
    const short = `${word}${clitic}`.toLowerCase().replace('\u2019', "'");
    let long = EXPANSIONS.get(short);
    if (short.endsWith("'s") && BEFORE_IS.has(word.toLowerCase()))
      long = `${word.toLowerCase()} ${AFTER_HAS.test(text.slice(end)) ? 'has' : 'is'}`;
    if (long !== undefined) edits.push({ start, end, text: likeCase(word, long) });
  }
  return edits;
}

/** A word follows, and not one that begins a clause of its own: "what it is it does well". */
const CLAUSE_GOES_ON = /^\s+(?!(?:i|you|he|she|it|we|they|there)(?!\p{L}))\p{L}/iu;
const SHORT = new Map([...EXPANSIONS].map(([short, long]) => [long, short]));
const TWO_WORDS = /(?<![\p{L}\p{N}'\u2019-])(\p{L}+)(\s+)(\p{L}+)(?![\p{L}\p{N}'\u2019-])/giu;

/**
 * Every pair of words that is usually drawn together, each as a change of its own: `do not` → `don't`, `it is` → `it's`
 * (not before the end of a clause: "as good as it is").
 */
export function contractions(text: string): Edit[] {
  const edits: Edit[] = [];
  let from = 0;
  for (const match of pairs(text)) {
    const { start, end, first, second } = match;
    if (start < from) continue;
    const long = `${first} ${second}`.toLowerCase();
    const follows = text.slice(end);
    let short = SHORT.get(long) ?? (long === 'can not' ? "can't" : undefined);
    if (BEFORE_IS.has(first.toLowerCase()) && second.toLowerCase() === 'is')
      short = `${first.toLowerCase()}'s`;
    if (short === undefined) continue;
    // `-n't` may end a clause; what is left of a verb may not. "have" only where it is an auxiliary.
    if (!short.endsWith("n't") && !CLAUSE_GOES_ON.test(follows)) continue;
    if (short.endsWith("'ve") && !AFTER_HAVE.test(follows)) continue;
    edits.push({ start, end, text: likeCase(first, short) });
    from = end;
  }
  for (const { index = 0, 0: whole } of text.matchAll(/(?<![\p{L}\p{N}])cannot(?![\p{L}\p{N}])/giu))
    edits.push({ start: index, end: index + whole.length, text: likeCase(whole, "can't") });
  return edits;
}

interface Pair {
  readonly start: number;
  readonly end: number;
  readonly first: string;
  readonly second: string;
}

/** Every two neighbouring words, overlapping: in "as it is not" both "it is" and "is not" are looked at. */
function* pairs(text: string): Generator<Pair> {
  const pattern = new RegExp(TWO_WORDS);
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const [whole, first = '', space = '', second = ''] = match;
    yield { start: match.index, end: match.index + whole.length, first, second };
    pattern.lastIndex = match.index + first.length + space.length;
  }
}
