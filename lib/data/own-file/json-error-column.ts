const SPACE = /[ \t\n\r]*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y; // eslint-disable-line no-control-regex -- JSON forbids them
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/**
 * Where a text stops being JSON: the index of the first character that cannot follow, the length of the text when it ends
 * too early, or null when it is JSON. `JSON.parse` says so in some messages and not in others, differently per Node.
 */
export function jsonErrorIndex(text: string): number | null {
  let at = 0;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.test(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  const takeChar = (char: string): boolean => {
    if (text[at] !== char) return false;
    at++;
    return true;
  };
  /** A member's key and colon; false leaves `at` at the fault. */
  const takeKey = (): boolean => {
    take(SPACE);
    if (!take(STRING)) return false;
    take(SPACE);
    return takeChar(':');
  };
  const open: ('}' | ']')[] = []; // not recursive: a line may open a million brackets
  for (;;) {
    take(SPACE);
    if (takeChar('{')) {
      take(SPACE);
      if (!takeChar('}')) {
        open.push('}');
        if (!takeKey()) return at;
        continue;
      }
    } else if (takeChar('[')) {
      take(SPACE);
      if (!takeChar(']')) {
        open.push(']');
        continue;
      }
    } else if (!take(STRING) && !take(SCALAR)) return at;
    for (let more = false; !more;) {
      take(SPACE);
      const closing = open.at(-1);
      if (closing === undefined) return at === text.length ? null : at;
      if (takeChar(closing)) open.pop();
      else if (!takeChar(',')) return at;
      else if (closing === '}' && !takeKey()) return at;
      else more = true;
    }
  }
}
