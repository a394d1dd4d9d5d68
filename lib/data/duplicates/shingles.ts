/** Spreads 32 bits (the finisher of MurmurHash3, Appleby 2011): near inputs give unrelated outputs. */
function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * What a text says, as a set: its stretches of `size` words in a row, each hashed to 32 bits. Case, tags, apostrophes and
 * punctuation do not count, so that two printings of one review have the same set. A text shorter than `size` words is
 * one stretch; a text without any word has none.
 *
 * @param size words per shingle, at least 1
 * @returns distinct hashes in ascending order. Two different stretches share a hash once in four thousand million times
 * @see Broder (1997), On the resemblance and containment of documents
 */
export function shinglesOf(text: string, size: number): Uint32Array {
  const words = hashedWords(text);
  if (words.length === 0) return new Uint32Array(0);
  const count = Math.max(1, words.length - size + 1);
  const hashes = new Uint32Array(count);
  for (let start = 0; start < count; start++) {
    let h = 0;
    for (let i = start; i < Math.min(start + size, words.length); i++) h = mix(h + (words[i] as number));
    hashes[start] = h;
  }
  return distinct(hashes.sort());
}

/** One hash (FNV-1a) per word, in their order. */
function hashedWords(text: string): number[] {
  const plain = (text.includes('<') ? text.replace(/<[^<>]*>/g, ' ') : text).toLowerCase();
  const words: number[] = [];
  let h = 0;
  let open = false;
  for (let i = 0; i < plain.length; i++) {
    const code = plain.charCodeAt(i);
    if (isWordCode(code)) {
      h = Math.imul((open ? h : 0x811c9dc5) ^ code, 0x01000193);
      open = true;
    } else if (open && !isApostrophe(code)) {
      words.push(h);
      open = false;
    }
  }
  if (open) words.push(h);
  return words;
}

/** Letters and digits; beyond ASCII everything but spaces and punctuation of Latin-1 and General Punctuation. */
function isWordCode(code: number): boolean {
  if (code < 0x80) return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
  return code >= 0xc0 && !(code >= 0x2000 && code <= 0x206f);
}

/** `don't` and `dont` are one word. */
function isApostrophe(code: number): boolean {
  return code === 0x27 || code === 0x2019;
}

function distinct(sorted: Uint32Array): Uint32Array {
  let count = 0;
  for (let i = 0; i < sorted.length; i++)
    if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[count++] = sorted[i] as number;
  return sorted.slice(0, count);
}

/** Size of the common part over size of the union of two ascending sets; 0 when both are empty. */
export function jaccard(a: Uint32Array, b: Uint32Array): number {
  let i = 0;
  let j = 0;
  let common = 0;
  while (i < a.length && j < b.length) {
    const x = a[i] as number;
    const y = b[j] as number;
    if (x === y) common++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  const union = a.length + b.length - common;
  return union === 0 ? 0 : common / union;
}
