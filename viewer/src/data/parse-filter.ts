/** `~`: contains. */
export type Comparison = '<' | '<=' | '>' | '>=' | '=' | '!=' | '~';

/** A filter as a tree. */
export type FilterNode =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly FilterNode[] }
  | { readonly kind: 'not'; readonly part: FilterNode }
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'compare';
      readonly column: string;
      readonly operator: Comparison;
      readonly value: string;
      /** As typed, for a column that there is not: then it is words to look for. */
      readonly source: string;
    };

/** The tree of a filter (null: everything), and what is wrong with it. */
export interface ParsedFilter {
  readonly node: FilterNode | null;
  readonly problem: string | null;
}

type Token = { readonly kind: 'word' | 'quoted' | '(' | ')' | 'operator'; readonly text: string };

/** Deeper brackets than any person types: no text can overflow the stack. */
const DEEPEST = 50;

/**
 * Reads what was typed. Terms apart by spaces must all hold; `or`, `not` and brackets combine them.
 *
 *     lr<0.01 test/accuracy>=78%  pooling=max or not (sampler=grid)  "proposed by"=model  model~lstm
 *
 * Everything that is no condition is looked for in all cells of text. Never throws: an expression that cannot be read is
 * taken word by word, and `problem` says why.
 */
export function parseFilter(typed: string): ParsedFilter {
  const tokens = tokensOf(typed);
  if (tokens.length === 0) return { node: null, problem: null };
  const reader = { tokens, at: 0, depth: 0 };
  try {
    const node = readOr(reader);
    if (reader.at < tokens.length) throw new SyntaxError('A bracket closes that was never opened.');
    return { node, problem: null };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const parts = typed.split(/\s+/).filter(Boolean).map((text): FilterNode => ({ kind: 'text', text }));
    return { node: { kind: 'and', parts }, problem: error.message };
  }
}

function tokensOf(typed: string): Token[] {
  const tokens: Token[] = [];
  for (const match of typed.matchAll(/\s*(?:"([^"]*)"|([()])|(<=|>=|!=|<|>|=|~)|([^\s()<>=!~"]+|!|"))/g)) {
    const [, quoted, bracket, operator, word] = match;
    if (quoted !== undefined) tokens.push({ kind: 'quoted', text: quoted });
    else if (bracket !== undefined) tokens.push({ kind: bracket as '(' | ')', text: bracket });
    else if (operator !== undefined) tokens.push({ kind: 'operator', text: operator });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
  }
  return tokens;
}

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
  depth: number;
}

const isWord = (token: Token | undefined, word: string): boolean =>
  token?.kind === 'word' && token.text.toLowerCase() === word;

function readOr(reader: Reader): FilterNode {
  const parts = [readAnd(reader)];
  while (isWord(reader.tokens[reader.at], 'or')) {
    reader.at++;
    parts.push(readAnd(reader));
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'or', parts };
}

function readAnd(reader: Reader): FilterNode {
  const parts: FilterNode[] = [];
  for (;;) {
    const token = reader.tokens[reader.at];
    if (token === undefined || token.kind === ')' || isWord(token, 'or')) break;
    if (isWord(token, 'and') && parts.length > 0) reader.at++;
    else parts.push(readTerm(reader));
  }
  if (parts.length === 0) throw new SyntaxError('Something is missing beside “or” or inside brackets.');
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'and', parts };
}

function readTerm(reader: Reader): FilterNode {
  const token = reader.tokens[reader.at++];
  if (token === undefined) throw new SyntaxError('Something is missing at the end.');
  if (isWord(token, 'not')) return deeper(reader, () => ({ kind: 'not', part: readTerm(reader) }));
  if (token.kind === '(')
    return deeper(reader, () => {
      const node = readOr(reader);
      if (reader.tokens[reader.at++]?.kind !== ')') throw new SyntaxError('A bracket is not closed.');
      return node;
    });
  if (token.kind === 'operator') throw new SyntaxError(`A column is missing before “${token.text}”.`);
  const operator = reader.tokens[reader.at];
  if (operator?.kind !== 'operator') return { kind: 'text', text: token.text };
  const value = reader.tokens[reader.at + 1];
  if (value?.kind !== 'word' && value?.kind !== 'quoted')
    throw new SyntaxError(`A value is missing after “${operator.text}”.`);
  reader.at += 2;
  return {
    kind: 'compare',
    column: token.text,
    operator: operator.text as Comparison,
    value: value.text,
    source: `${token.text}${operator.text}${value.text}`,
  };
}

function deeper(reader: Reader, read: () => FilterNode): FilterNode {
  if (++reader.depth > DEEPEST) throw new SyntaxError('Too many brackets inside each other.');
  const node = read();
  reader.depth--;
  return node;
}
